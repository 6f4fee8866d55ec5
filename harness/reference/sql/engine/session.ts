import { parseBatch } from '../language/parse-batch.js';
import type { Argument, Statement } from '../language/statements.js';
import type { Cell } from '../tds/columns.js';
import { evaluate, type Scope } from './expressions.js';
import type { DeviceRequest, Instance } from './instance.js';
import { callSystemProcedure } from './procedures.js';
import { runSelect } from './run-select.js';
import { sendRows } from './send-rows.js';
import { serverMessage, sqlError } from './server-messages.js';
import {
  SqlError,
  type Batch,
  type ClientFacts,
  type Procedure,
  type SessionConnection,
  type SqlAnswer,
  type SqlSession,
} from './sql-engine.js';

/** A session: its database, and what it is executing. */
export class ReferenceSession implements SqlSession {
  database: string;
  /** What is being executed, as sys.dm_exec_requests calls it; null: nothing. */
  command: string | null = null;
  percent = 0;
  /** What it executes is only rolled back any more. */
  killed = false;
  readonly loggedInAt = new Date();
  readonly #undone: (() => Promise<void>)[] = [];

  constructor(
    readonly spid: number,
    readonly client: ClientFacts,
    readonly connection: SessionConnection,
    private readonly initialDatabase: string,
    private readonly instance: Instance,
    private readonly forget: () => void,
  ) {
    this.database = initialDatabase;
  }

  async execute(batch: Batch, answer: SqlAnswer, signal: AbortSignal): Promise<void> {
    for (const statement of parseBatch(batch.text)) {
      if (signal.aborted) return;
      await this.#statement(statement, batch.parameters, answer, signal);
    }
  }

  async call({ name, parameters }: Procedure, answer: SqlAnswer, signal: AbortSignal): Promise<void> {
    const args = parameters.map((each) => ({ name: each.name.toLowerCase(), value: each.value }));
    const { instance } = this;
    answer.statementDone(
      await callSystemProcedure(name, args, { instance, answer, signal, line: 1, session: this }),
    );
  }

  reset(): void {
    this.database = this.initialDatabase;
  }

  whenEnded(undo: () => Promise<void>): void {
    this.#undone.push(undo);
  }

  close(): void {
    for (const undo of this.#undone) undo().catch(() => undefined);
    this.forget();
  }

  async #statement(
    statement: Statement,
    parameters: Batch['parameters'],
    answer: SqlAnswer,
    signal: AbortSignal,
  ): Promise<void> {
    this.command = statement.kind.toUpperCase();
    this.percent = 0;
    let rows: number | null = null;
    try {
      const scope = { session: this, instance: this.instance, parameters, row: [] };
      rows = await this.#run(statement, scope, answer, signal);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      // Expressions do not know their line.
      answer.message({ ...error.sql, line: Math.max(error.sql.line, statement.line) });
    } finally {
      this.command = null;
    }
    answer.statementDone(rows);
    await answer.room();
  }

  /** @returns how many rows there were; null: none are counted. */
  async #run(
    statement: Statement,
    scope: Scope,
    answer: SqlAnswer,
    signal: AbortSignal,
  ): Promise<number | null> {
    const { line } = statement;
    switch (statement.kind) {
      case 'set':
        return null;
      case 'use':
        this.#use(statement.database, line, answer);
        return null;
      case 'select': {
        const { columns, rows } = runSelect(statement.select, scope);
        return sendRows(answer, columns, rows, signal);
      }
      case 'print':
        answer.message({ ...ownMessage(text(evaluate(statement.text, scope))), number: 0, class: 0, line });
        return null;
      case 'raiserror':
        if (statement.class > 18) throw sqlError(2754, [], { line });
        answer.message({
          ...ownMessage(text(evaluate(statement.text, scope))),
          class: statement.class,
          state: statement.state & 0xff,
          line,
        });
        return null;
      case 'waitfor':
        await pause(statement.ms, signal);
        return null;
      case 'kill':
        this.#kill(statement.spid, line);
        return null;
      case 'execute': {
        const args = statement.arguments.map(({ name, value }: Argument) => ({
          name,
          value: evaluate(value, scope),
        }));
        return callSystemProcedure(statement.procedure, args, {
          instance: this.instance,
          answer,
          signal,
          line,
          session: this,
        });
      }
      case 'backup':
        this.command = statement.backup.what === 'log' ? 'BACKUP LOG' : 'BACKUP DATABASE';
        await this.instance.devices.backup(statement.backup, this.#deviceRequest(line, answer, signal));
        return null;
      case 'restore':
        this.command = `RESTORE ${statement.restore.what.toUpperCase()}`;
        await this.instance.devices.restore(statement.restore, this.#deviceRequest(line, answer, signal));
        return null;
    }
  }

  #deviceRequest(line: number, answer: SqlAnswer, signal: AbortSignal): DeviceRequest {
    const progress = (percent: number): void => {
      this.percent = percent;
    };
    const { instance, spid, client } = this;
    return { instance, spid, user: client.user, line, answer, signal, progress };
  }

  #use(name: string, line: number, answer: SqlAnswer): void {
    const database = this.instance.databases.find(name);
    if (database === null) throw sqlError(911, [name], { line });
    if (database.restoring) throw sqlError(927, [database.name], { line });
    answer.databaseChanged(database.name, this.database);
    this.database = database.name;
    answer.message(serverMessage(5701, [database.name], { line }));
  }

  #kill(spid: number, line: number): void {
    if (spid === this.spid) throw sqlError(6104, [], { line });
    if (spid < 1 || spid > 32_767) throw sqlError(6101, [spid], { line });
    const session = this.instance.sessions.get(spid);
    if (session === undefined) throw sqlError(6106, [spid], { line });
    this.instance.errorLog.write(
      `spid${this.spid}`,
      `Process ID ${spid} was killed by hostname ${this.client.host}, session ID ${this.spid}.`,
    );
    session.killed = true;
    session.connection.kill();
  }
}

function ownMessage(words: string) {
  return { number: 50_000, class: 0, state: 1, text: words, line: 1, procedure: '' };
}

function text(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

/** Ends early, and without an error, when the signal is aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const over = setTimeout(ended, ms);
    signal.addEventListener('abort', ended, { once: true });
    function ended(): void {
      clearTimeout(over);
      signal.removeEventListener('abort', ended);
      resolve();
    }
    if (signal.aborted) ended();
  });
}
