import mssql from 'mssql';
import type { Connection } from 'tedious';
import { KitError } from '../errors/kit-error.js';
import type { LimitName, Limits } from '../limits/limits.js';
import { RunningStatement } from './running-statement.js';
import type { StatementResult } from './statement-result.js';

/** Where a SQL Server is, and who logs in. */
export interface SqlServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Stands in no error and no result. */
  readonly password: string;
  /** Left out: the log-in's default. */
  readonly database?: string;
  /** Left out: no. A server's own certificate is trusted. */
  readonly encrypt?: boolean;
}

/**
 * One session with a SQL Server: one connection, one number (`@@SPID`), one statement at a time. It is never replaced
 * behind the caller's back: when the connection has ended, so has the session.
 */
export class SqlSession {
  #lost: string | null = null;
  #running: RunningStatement | null = null;

  private constructor(
    private readonly pool: mssql.ConnectionPool,
    private readonly connection: Connection,
    /** The server's number of this session: what KILL takes. */
    readonly spid: number,
    private readonly limits: Limits,
  ) {
    connection.on('end', () => {
      this.#lost ??= 'the server ended the connection';
    });
    connection.on('error', ({ message }) => {
      this.#lost ??= message;
    });
  }

  /**
   * Logs in.
   * @throws KitError SQL_LOG_IN, with the server's numbers or the network's reason; LIMIT_OVER.
   */
  static async open(server: SqlServerAddress, limits: Limits): Promise<SqlSession> {
    const numbers: number[] = [];
    let connection = null as Connection | null;
    let open = false;
    const pool = new mssql.ConnectionPool({
      ...configuration(server, limits),
      beforeConnect: (made) => {
        // mssql tries a first connection and throws it away; one that is made later would be another session.
        if (open) made.close();
        else connection = made;
        made.on('errorMessage', ({ number }) => numbers.push(number));
      },
    });
    // Without a listener it would end the process; each statement tells what became of it.
    pool.on('error', () => undefined);
    try {
      await pool.connect();
      const { recordset } = await pool.request().batch<number[]>('SELECT @@SPID AS spid');
      // With `arrayRowMode` a row is an array.
      const [[spid] = []] = recordset as unknown as number[][];
      if (spid === undefined || connection === null) throw new Error('the server does not tell @@SPID');
      open = true;
      return new SqlSession(pool, connection, spid, limits);
    } catch (error) {
      await pool.close().catch(() => undefined);
      throw logInFailed(server, numbers, error);
    }
  }

  /** Why nothing can be executed any more; null: it can. */
  get lost(): string | null {
    return this.#lost;
  }

  /**
   * Sends a batch. It is cancelled when `limit` is over: the driver's own time-outs are off.
   * @throws KitError SQL_SESSION_LOST, SQL_SESSION_BUSY.
   */
  start(text: string, limit: LimitName = 'statementMs'): RunningStatement {
    if (this.#lost !== null) {
      throw new KitError('SQL_SESSION_LOST', `session ${this.spid} has ended: ${this.#lost}`, {
        remedy: 'Open another session.',
      });
    }
    if (this.#running?.over === false) {
      throw new KitError('SQL_SESSION_BUSY', `session ${this.spid} is still executing a statement`, {
        awaited: this.#running.text,
        remedy: 'Await it, cancel it, or use another session.',
      });
    }
    const request = this.pool.request();
    const running = new RunningStatement(text, request, {
      spid: this.spid,
      limit,
      limitMs: this.limits[limit],
      answerMs: this.limits.sqlAnswerMs,
      abandon: () => {
        this.#lost ??= 'the kit ended the connection';
        this.connection.close();
      },
    });
    this.#running = running;
    return running;
  }

  /** Sends a batch and waits for its end, whatever that is. @throws as start() does. */
  run(text: string, limit: LimitName = 'statementMs'): Promise<StatementResult> {
    return this.start(text, limit).ended;
  }

  /** Ends the connection, and with it what is being executed. Does not fail, and may be called again. */
  async close(): Promise<void> {
    this.#lost ??= 'it was closed';
    this.connection.close();
    await this.#running?.ended;
    await this.pool.close().catch(() => undefined);
  }
}

function configuration(server: SqlServerAddress, limits: Limits): mssql.config {
  return {
    server: server.host,
    port: server.port,
    user: server.user,
    password: server.password,
    ...(server.database === undefined ? {} : { database: server.database }),
    arrayRowMode: true,
    // Every statement is cancelled by the kit, which says by which limit.
    requestTimeout: 0,
    connectionTimeout: limits.sqlLogInMs,
    // Asking "SELECT 1" before each statement would be a statement of its own.
    validateConnection: 'socket',
    // The one connection stays until the session is closed.
    pool: { min: 1, max: 1, acquireTimeoutMillis: limits.sqlLogInMs },
    options: { encrypt: server.encrypt ?? false, trustServerCertificate: true, appName: 'vdi-conformance' },
  };
}

function logInFailed(server: SqlServerAddress, numbers: readonly number[], error: unknown): KitError {
  const why = reasonOf(error);
  const said = numbers.length === 0 ? '' : ` (${numbers.map((number) => `error ${number}`).join(', ')})`;
  return new KitError(
    'SQL_LOG_IN',
    `cannot log in to SQL Server at ${server.host}:${server.port} as ${server.user}: ${why}${said}`,
    {
      remedy: 'Check address, user and password; the server log tells the reason of a refusal.',
      cause: error,
    },
  );
}

/** The driver wraps what the network said, and wraps it again: the innermost word is the reason. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { originalError } = error as { originalError?: unknown };
  const inner =
    error instanceof AggregateError ? (error.errors as unknown[])[0] : (originalError ?? error.cause);
  return inner instanceof Error ? reasonOf(inner) : error.message;
}
