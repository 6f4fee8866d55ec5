import { KitError } from '../errors/kit-error.js';
import type { Cell } from './statement-result.js';
import type { SqlSession } from './session.js';

/**
 * Reads from a server: the rows of the first result set.
 * @throws KitError SQL_READING, with the server's messages, when the statement does not end as it should.
 */
export async function readRows(session: SqlSession, text: string): Promise<Cell[][]> {
  const { ending, messages, resultSets } = await session.run(text, 'sqlReadingMs');
  if (ending.how === 'completed') return resultSets[0]?.rows ?? [];
  const said = messages.map(({ number, text: words }) => `${number}: ${words}`).join('; ');
  throw new KitError('SQL_READING', `${text}: ${ending.how}${said === '' ? '' : ` (${said})`}`, {
    remedy: 'The log-in has to be a member of sysadmin.',
  });
}

export function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

export function numberOf(cell: Cell | undefined): number {
  return Number(cell ?? Number.NaN);
}
