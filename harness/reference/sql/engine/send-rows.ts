import type { Cell, Column } from '../tds/columns.js';
import type { SqlAnswer } from './sql-engine.js';

/** So many rows are sent before it is asked whether the client takes them. */
const AT_ONCE = 32;

/**
 * Sends a result set no faster than the client takes it.
 * @returns how many rows were sent: all of them, unless the statement was to end.
 */
export async function sendRows(
  answer: SqlAnswer,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  signal: AbortSignal,
): Promise<number> {
  answer.columns(columns);
  for (let sent = 0; sent < rows.length; sent += AT_ONCE) {
    if (signal.aborted) return sent;
    for (const row of rows.slice(sent, sent + AT_ONCE)) answer.row(row);
    await answer.room();
  }
  return rows.length;
}
