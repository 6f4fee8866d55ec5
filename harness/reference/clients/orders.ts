import { parseArgs } from 'node:util';

/** What the client is told by its command line. */
export interface Orders {
  /** Path of the VDI library; null: the one that is registered with Windows. */
  readonly library: string | null;
  /** The first is the set's name. */
  readonly devices: readonly string[];
  readonly direction: 'backup' | 'restore';
  /** Medium of the first device; the others' are FILE.1, FILE.2 and so on. */
  readonly file: string;
  readonly database: string;
  readonly server: { readonly host: string; readonly port: number; readonly user: string };
  readonly passwordFile: string;
  /** null: the default one. */
  readonly instance: string | null;
  /** Bytes. */
  readonly prefixZone: number;
  /** How it goes wrong, by name; null: it is right. */
  readonly wrong: string | null;
}

/** How it is called. */
export const USAGE =
  '--library PATH|--registered --devices A,B,C --direction backup|restore --file PATH --database NAME --server HOST ' +
  '--port N --user NAME --password-file PATH [--instance NAME] [--prefix-zone BYTES] [--wrong NAME]';

/** @throws Error that says which argument is missing or wrong. */
export function readOrders(args: readonly string[]): Orders {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      library: text,
      registered: { type: 'boolean', default: false },
      devices: text,
      direction: text,
      file: text,
      database: text,
      server: text,
      port: text,
      user: text,
      'password-file': text,
      instance: text,
      'prefix-zone': text,
      wrong: text,
    },
  });
  const { direction, library = null } = values;
  if (direction !== 'backup' && direction !== 'restore')
    throw new Error('--direction is to be backup or restore');
  if ((library === null) !== values.registered)
    throw new Error('either --library or --registered is to be given');
  return {
    library,
    devices: needed('devices', values.devices).split(','),
    direction,
    file: needed('file', values.file),
    database: needed('database', values.database),
    server: {
      host: needed('server', values.server),
      port: wholeNumber('port', needed('port', values.port)),
      user: needed('user', values.user),
    },
    passwordFile: needed('password-file', values['password-file']),
    instance: values.instance ?? null,
    prefixZone: wholeNumber('prefix-zone', values['prefix-zone'] ?? '0'),
    wrong: values.wrong ?? null,
  };
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new Error(`--${name} is missing`);
  return value;
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} is to be a whole number`);
  return Number(value);
}
