/** What the endpoint can be asked in T-SQL, as data. */
export type Statement = { readonly line: number } & (
  | { readonly kind: 'set' }
  | { readonly kind: 'use'; readonly database: string }
  | { readonly kind: 'select'; readonly select: Select }
  | { readonly kind: 'print'; readonly text: Expression }
  | { readonly kind: 'raiserror'; readonly text: Expression; readonly class: number; readonly state: number }
  | { readonly kind: 'waitfor'; readonly ms: number }
  | { readonly kind: 'kill'; readonly spid: number }
  | { readonly kind: 'execute'; readonly procedure: string; readonly arguments: readonly Argument[] }
  | { readonly kind: 'backup'; readonly backup: Backup }
  | { readonly kind: 'restore'; readonly restore: Restore }
);

export interface Argument {
  /** Empty: by its place. */
  readonly name: string;
  readonly value: Expression;
}

export type Expression =
  | { readonly kind: 'constant'; readonly value: string | number | null }
  /** A parameter `@p`, or a global one, `@@SPID`; in lower case. */
  | { readonly kind: 'variable'; readonly name: string }
  /** `of`: the table's name or alias, empty if it is not said. In lower case. */
  | { readonly kind: 'column'; readonly of: string; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** CAST and CONVERT: what it is made into. */
  | { readonly kind: 'cast'; readonly value: Expression; readonly type: string };

export interface Select {
  readonly top: number | null;
  readonly columns: readonly { readonly name: string; readonly value: Expression }[] | 'all';
  readonly from: readonly Source[];
  readonly where: readonly Comparison[];
  readonly orderBy: readonly { readonly by: Expression; readonly descending: boolean }[];
}

export interface Source {
  /** In lower case, without the schema: `sys.databases`, `msdb..backupset`. */
  readonly table: string;
  readonly alias: string;
}

export interface Comparison {
  readonly left: Expression;
  readonly sign: '=' | '<>' | '<' | '<=' | '>' | '>=' | 'LIKE';
  readonly right: Expression;
}

/** Options of a BACKUP or RESTORE, upper case; a number or a text where they have one, else true. */
export type Options = ReadonlyMap<string, string | number | true>;

export interface Device {
  readonly kind: 'virtual' | 'other';
  readonly name: string;
}

export interface Backup {
  readonly what: 'database' | 'log';
  readonly database: string;
  readonly devices: readonly Device[];
  readonly options: Options;
}

export interface Restore {
  readonly what: 'database' | 'log' | 'headeronly' | 'filelistonly' | 'labelonly' | 'verifyonly';
  /** Empty where none is named. */
  readonly database: string;
  readonly devices: readonly Device[];
  readonly options: Options;
}
