import { performance } from 'node:perf_hooks';
import type mssql from 'mssql';
import type { Cell, Ending, ResultSet, SqlServerMessage, StatementResult } from './statement-result.js';

/** What a statement needs of its session. */
export interface StatementContext {
  readonly spid: number;
  /** The named limit, and how long it is, milliseconds. */
  readonly limit: string;
  readonly limitMs: number;
  /** How long the server has to acknowledge that the statement was cancelled. */
  readonly answerMs: number;
  /** Ends the connection. */
  readonly abandon: () => void;
}

/** A message as tedious has it: mssql hands it on within its error, whose own text may be shortened. */
interface DriverMessage {
  readonly message: string;
  readonly number: number;
  readonly state: number;
  readonly class: number;
  readonly serverName: string;
  readonly procName: string;
  readonly lineNumber: number;
}

/**
 * A statement under way. The driver reports messages, rows and errors as they arrive: in its streaming mode it does so
 * one by one and in order, where it otherwise makes one error of several.
 */
export class RunningStatement {
  /** Settles when the statement has ended, in whatever way; never rejects. */
  readonly ended: Promise<StatementResult>;
  over = false;
  readonly #messages: SqlServerMessage[] = [];
  readonly #resultSets: ResultSet[] = [];
  readonly #rowsAffected: number[] = [];
  readonly #startedAt = performance.now();
  readonly #listeners = new Set<(message: SqlServerMessage) => void>();
  #cancelled: { by: 'caller' | 'limit'; afterMs: number } | null = null;
  #acknowledged = false;
  #connectionError: string | null = null;
  #settle: (ending: Ending) => void = () => undefined;
  #tooLate: NodeJS.Timeout | undefined;

  constructor(
    readonly text: string,
    private readonly request: mssql.Request,
    private readonly context: StatementContext,
  ) {
    this.ended = new Promise((resolve) => {
      this.#settle = (ending) => {
        if (this.over) return;
        this.over = true;
        clearTimeout(this.#tooLate);
        resolve(this.#result(ending));
      };
    });
    this.#listen();
    this.#tooLate = setTimeout(() => {
      this.#cancel('limit');
    }, context.limitMs);
    // What it rejects with was told by an event already, and what resolves it is the event `done`.
    this.request.batch(text).catch(() => undefined);
  }

  /** The messages that have arrived so far. */
  get messages(): readonly SqlServerMessage[] {
    return this.#messages;
  }

  /**
   * Asks the server to cancel the statement; `ended` tells what came of it. No use when it is over. The server may well have
   * completed it in between.
   */
  cancel(): void {
    this.#cancel('caller');
  }

  /** Resolves with the first message that fits, arrived or yet to arrive; null: the statement ended without it. */
  message(fits: (message: SqlServerMessage) => boolean): Promise<SqlServerMessage | null> {
    const found = this.#messages.find(fits);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => {
      const look = (message: SqlServerMessage): void => {
        if (!fits(message)) return;
        this.#listeners.delete(look);
        resolve(message);
      };
      this.#listeners.add(look);
      void this.ended.then(() => {
        resolve(null);
      });
    });
  }

  #cancel(by: 'caller' | 'limit'): void {
    if (this.over || this.#cancelled !== null) return;
    this.#cancelled = { by, afterMs: this.#now() };
    clearTimeout(this.#tooLate);
    this.#tooLate = setTimeout(() => {
      this.#noAnswer();
    }, this.context.answerMs);
    this.request.cancel();
  }

  #noAnswer(): void {
    const afterMs = this.#now();
    this.context.abandon();
    this.#settle({ how: 'no-answer', limit: 'sqlAnswerMs', afterMs });
  }

  #listen(): void {
    const { request } = this;
    request.stream = true;
    request.on('info', (message: DriverMessage) => {
      this.#message('info', message);
    });
    request.on('error', (error: unknown) => {
      this.#error(error);
    });
    // With `arrayRowMode` columns are an array, and so are rows.
    request.on('recordset', (columns: unknown) => {
      const names = (columns as { name: string }[]).map(({ name }) => name);
      this.#resultSets.push({ columns: names, rows: [] });
    });
    request.on('row', (row: unknown) => {
      this.#resultSets.at(-1)?.rows.push((row as unknown[]).map(asCell));
    });
    request.on('rowsaffected', (rows: number) => {
      this.#rowsAffected.push(rows);
    });
    request.on('done', () => {
      this.#settle(this.#ending());
    });
  }

  #error(error: unknown): void {
    const message = driverMessage(error);
    if (message !== null) this.#message('error', message);
    else if (codeOf(error) === 'ECANCEL') this.#acknowledged = true;
    else this.#connectionError ??= error instanceof Error ? error.message : String(error);
  }

  #message(kind: 'info' | 'error', message: DriverMessage): void {
    const kept: SqlServerMessage = {
      n: this.#messages.length + 1,
      atMs: this.#now(),
      kind,
      number: message.number,
      class: message.class,
      state: message.state,
      text: message.message,
      server: message.serverName,
      procedure: message.procName,
      line: message.lineNumber,
    };
    this.#messages.push(kept);
    for (const listener of this.#listeners) listener(kept);
  }

  #ending(): Ending {
    if (this.#cancelled !== null && this.#acknowledged) {
      const { by, afterMs } = this.#cancelled;
      return { how: 'cancelled', by, limit: by === 'limit' ? this.context.limit : null, afterMs };
    }
    if (this.#connectionError !== null) return { how: 'connection-lost', why: this.#connectionError };
    return { how: this.#messages.some(({ kind }) => kind === 'error') ? 'failed' : 'completed' };
  }

  #result(ending: Ending): StatementResult {
    return {
      text: this.text,
      spid: this.context.spid,
      durationMs: this.#now(),
      messages: this.#messages,
      resultSets: this.#resultSets,
      rowsAffected: this.#rowsAffected,
      ending,
    };
  }

  #now(): number {
    return performance.now() - this.#startedAt;
  }
}

function driverMessage(error: unknown): DriverMessage | null {
  const { originalError } = error as { originalError?: { info?: Partial<DriverMessage> } };
  const info = originalError?.info;
  return typeof info?.number === 'number' ? (info as DriverMessage) : null;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function asCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('hex');
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
