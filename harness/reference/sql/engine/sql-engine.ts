import type { Cell, Column } from '../tds/columns.js';
import type { ParameterValue } from '../tds/rpc-values.js';

/**
 * What executes statements, apart from how they come and go: the protocol in `tds` and the connections in `endpoint` know
 * nothing of SQL, and an engine knows nothing of packets.
 */
export interface SqlEngine {
  /** What the server calls itself in messages. */
  readonly serverName: string;
  /** What it says in LOGINACK, and its version. */
  readonly program: string;
  readonly version: { readonly major: number; readonly minor: number; readonly build: number };

  /**
   * Opens a session for a client that has shown its password.
   * @throws SqlError with SQL Server's numbers when it may not have one (4060: no such database).
   */
  openSession(client: ClientFacts, connection: SessionConnection): SqlSession;
  /** Writes a line into the error log. `process` is who says it: `Server`, `Logon`. */
  log(process: string, text: string): void;
}

export interface ClientFacts {
  readonly user: string;
  readonly host: string;
  readonly application: string;
  /** Empty: the default one. */
  readonly database: string;
}

/** What a session can do to the connection that it belongs to. */
export interface SessionConnection {
  /** KILL: cancels what is being executed, tells the client why, and ends the connection. */
  kill(): void;
}

export interface SqlSession {
  readonly spid: number;
  readonly database: string;

  /**
   * Executes a batch; all that comes of it goes to `answer` in order. A statement that fails says so there: only
   * what is wrong with the engine is thrown. Ends soon after `signal` is aborted, having said what then is to be said.
   */
  execute(batch: Batch, answer: SqlAnswer, signal: AbortSignal): Promise<void>;
  /** Calls a stored procedure by its name, as in a remote procedure call. */
  call(procedure: Procedure, answer: SqlAnswer, signal: AbortSignal): Promise<void>;
  /** As after the log-in. */
  reset(): void;
  close(): void;
}

export interface Batch {
  readonly text: string;
  /** By name in lower case, with the `@`. */
  readonly parameters: ReadonlyMap<string, ParameterValue>;
}

export interface Procedure {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: ParameterValue }[];
}

/** Takes what comes of statements, in order. */
export interface SqlAnswer {
  /** An error if its class is more than 10. */
  message(message: SqlMessage): void;
  columns(columns: readonly Column[]): void;
  row(cells: readonly Cell[]): void;
  /** Resolves when the client has taken enough of what it was sent, or the statement is to end. To be awaited between rows and statements. */
  room(): Promise<void>;
  /** A statement has ended. `rows`: how many rows it counts, null: none are counted. */
  statementDone(rows: number | null): void;
  databaseChanged(to: string, from: string): void;
}

/** A message of the server: an information, or an error if the class is more than 10. */
export interface SqlMessage {
  readonly number: number;
  /** Severity: up to 10 informs, more is an error, 20 and more end the connection. */
  readonly class: number;
  readonly state: number;
  readonly text: string;
  readonly line: number;
  /** The stored procedure in which it arose; empty: none. */
  readonly procedure: string;
}

/** A statement that failed, on its way to the answer. */
export class SqlError extends Error {
  override readonly name = 'SqlError';

  constructor(readonly sql: SqlMessage) {
    super(`${sql.number}: ${sql.text}`);
  }
}
