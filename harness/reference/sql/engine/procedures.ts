import { DIRECTING } from '../direction/procedures.js';
import type { Cell } from '../tds/columns.js';
import type { Instance } from './instance.js';
import { sendRows } from './send-rows.js';
import { sqlError } from './server-messages.js';
import type { SqlAnswer } from './sql-engine.js';

export interface GivenArgument {
  /** In lower case, with the `@`; empty: by its place. */
  readonly name: string;
  readonly value: Cell;
}

/** What a procedure has to do with. */
export interface CallContext {
  readonly instance: Instance;
  readonly answer: SqlAnswer;
  readonly signal: AbortSignal;
  readonly line: number;
  /** Whose end a procedure may wait for, with what is to be undone then. */
  readonly session: { whenEnded(undo: () => Promise<void>): void };
}

/**
 * Calls one of the server's procedures.
 * @returns how many rows it gave.
 * @throws SqlError 2812: there is none of this name.
 */
export async function callSystemProcedure(
  name: string,
  args: readonly GivenArgument[],
  context: CallContext,
): Promise<number> {
  switch (name.toLowerCase()) {
    case 'xp_readerrorlog':
    case 'sp_readerrorlog':
      return readErrorLog(args, context);
    default: {
      const { direct } = context.instance.devices;
      const directs = DIRECTING[name.toLowerCase()];
      if (directs !== undefined && direct !== null) return directs(args, direct, context);
      throw sqlError(2812, [name], { line: context.line, state: 62 });
    }
  }
}

const LOG_COLUMNS = [
  { name: 'LogDate', type: 'datetime' },
  { name: 'ProcessInfo', type: 'nvarchar' },
  { name: 'Text', type: 'nvarchar' },
] as const;

/** Log number, which log, two texts that must be in the line, from, to, order. Older logs than the present one are empty. */
function readErrorLog(
  args: readonly GivenArgument[],
  { instance, answer, signal }: CallContext,
): Promise<number> {
  const [log = 0, which = 1, first = null, second = null, from = null, to = null, order = 'asc'] = args.map(
    ({ value }) => value,
  );
  const wanted = [first, second].filter((text) => typeof text === 'string' && text !== '') as string[];
  const present = Number(log ?? 0) === 0 && Number(which ?? 1) === 1;
  const lines = present ? instance.errorLog.lines(wanted) : [];
  const within = lines.filter(({ at }) => at >= time(from, -Infinity) && at <= time(to, Infinity));
  if (String(order).toLowerCase() === 'desc') within.reverse();
  const rows = within.map(({ at, process, text }) => [at, process, text]);
  return sendRows(answer, LOG_COLUMNS, rows, signal);
}

function time(cell: Cell, otherwise: number): Date | number {
  if (cell === null) return otherwise;
  return cell instanceof Date ? cell : Date.parse(String(cell));
}
