import { readFile } from 'node:fs/promises';
import mssql from 'mssql';
import { backupStatement, inspectStatement } from '../../sql/backup-statement.js';
import type { Orders } from './orders.js';

/** What came of a statement: null is success. */
export type StatementEnd = { readonly why: string; readonly connectionLost: boolean } | null;

/** Longest that the server may take to log in, milliseconds. */
const LOG_IN_MS = 10_000;

/** The client's own connection with the server, and the BACKUP or RESTORE that it sends there. */
export class OwnStatement {
  #request: mssql.Request | null = null;
  /** Settles when the statement has ended; never rejects. */
  ended: Promise<StatementEnd> = Promise.resolve(null);

  private constructor(private readonly pool: mssql.ConnectionPool) {}

  /** @throws the driver's error when the server refuses, or is not there. */
  static async connect({ server, passwordFile }: Orders): Promise<OwnStatement> {
    const pool = new mssql.ConnectionPool({
      server: server.host,
      port: server.port,
      user: server.user,
      password: await readFile(passwordFile, 'utf8'),
      connectionTimeout: LOG_IN_MS,
      // A backup takes as long as it takes.
      requestTimeout: 0,
      pool: { min: 0, max: 1 },
      options: { encrypt: false, trustServerCertificate: true, appName: 'typescript-client' },
    });
    // Each statement tells what became of it.
    pool.on('error', () => undefined);
    await pool.connect();
    return new OwnStatement(pool);
  }

  /** Sends it; `ended` tells what comes of it. */
  begin(orders: Orders): void {
    const request = this.pool.request();
    this.#request = request;
    this.ended = request.batch(textOf(orders)).then(
      () => null,
      (error: unknown) => ({ why: reasonOf(error), connectionLost: isConnectionLoss(error) }),
    );
  }

  /** Ends it if it has not ended, and the connection. What comes of that is not waited for: the server may be gone. */
  abandon(): void {
    this.#request?.cancel();
    void this.pool.close().catch(() => undefined);
  }
}

function textOf({ direction, database, devices }: Orders): string {
  return direction === 'backup'
    ? backupStatement({ what: 'database', database, devices, copyOnly: true })
    : inspectStatement({ what: 'verifyonly', devices });
}

/** A failing BACKUP has several messages, of which the last says only that it failed. */
function reasonOf(error: unknown): string {
  const { precedingErrors = [], message } = error as { precedingErrors?: Error[]; message: string };
  return [...precedingErrors.map((each) => each.message), message].join(' ');
}

function isConnectionLoss(error: unknown): boolean {
  return (error as { code?: unknown }).code !== 'EREQUEST';
}
