import type { SqlAnswer, SqlMessage } from '../engine/sql-engine.js';
import { columnsToken, rowToken, type Cell, type Column } from '../tds/columns.js';
import { DONE, doneToken, envChangeToken, messageToken, returnStatusToken } from '../tds/tokens.js';

/** Where a response goes: data of one message, the end of it marked. */
export type SendData = (data: Buffer, last: boolean) => void;

/** Rows are sent when so many bytes have gathered; everything else goes at once. */
const ROWS_BYTES = 16_384;

/**
 * The response to one request, made as the engine answers. Of each DONE token the next tells whether more comes; so
 * the last one is kept back until that is known.
 */
export class Response implements SqlAnswer {
  #columns: readonly Column[] = [];
  #rows: Buffer[] = [];
  #rowBytes = 0;
  #done: { rows: number | null; failed: boolean } | null = null;
  #failed = false;

  constructor(
    private readonly send: SendData,
    private readonly serverName: string,
    /** A remote procedure call's statements end with DONEINPROC, and it has a return status. */
    private readonly ofProcedure: boolean,
    /** Resolves when the client has taken enough. */
    private readonly waitForRoom: () => Promise<void>,
  ) {}

  room(): Promise<void> {
    return this.waitForRoom();
  }

  message(message: SqlMessage): void {
    if (message.class > 10) this.#failed = true;
    this.#put(messageToken({ ...message, server: this.serverName }));
  }

  columns(columns: readonly Column[]): void {
    this.#columns = columns;
    this.#put(columnsToken(columns));
  }

  row(cells: readonly Cell[]): void {
    const row = rowToken(this.#columns, cells);
    this.#rows.push(row);
    this.#rowBytes += row.length;
    if (this.#rowBytes >= ROWS_BYTES) this.#flushRows();
  }

  statementDone(rows: number | null): void {
    this.#flushRows();
    this.#flushDone();
    this.#done = { rows, failed: this.#failed };
    this.#failed = false;
  }

  databaseChanged(to: string, from: string): void {
    this.#put(envChangeToken({ of: 'database', to, from }));
  }

  resetDone(): void {
    this.#put(envChangeToken({ of: 'reset' }));
  }

  /** Ends the message. */
  end(): void {
    this.#flushRows();
    if (this.ofProcedure) {
      this.#flushDone();
      // Procedures return something else than 0 when a statement of theirs failed.
      this.send(returnStatusToken(this.#failed ? 1 : 0), false);
      this.send(doneToken('doneProc', this.#failed ? DONE.error : 0, null), true);
      return;
    }
    const { rows, failed } = this.#done ?? { rows: null, failed: false };
    const status = failed || this.#failed ? DONE.error : 0;
    this.send(doneToken('done', status, rows), true);
  }

  #put(token: Buffer): void {
    this.#flushRows();
    this.#flushDone();
    this.send(token, false);
  }

  #flushDone(): void {
    if (this.#done === null) return;
    const { rows, failed } = this.#done;
    this.#done = null;
    const status = DONE.more | (failed ? DONE.error : 0);
    this.send(doneToken(this.ofProcedure ? 'doneInProc' : 'done', status, rows), false);
  }

  #flushRows(): void {
    if (this.#rows.length === 0) return;
    const rows = Buffer.concat(this.#rows);
    this.#rows = [];
    this.#rowBytes = 0;
    this.send(rows, false);
  }
}

/** The whole message with which an attention is acknowledged: tedious takes nothing else in it. */
export function attentionAcknowledged(): Buffer {
  return doneToken('done', DONE.attention, null);
}
