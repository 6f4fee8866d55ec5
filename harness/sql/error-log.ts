import { quotedText } from './quoting.js';
import { readRows, textOf } from './server-reading.js';
import type { SqlSession } from './session.js';

/** A line of SQL Server's ERRORLOG. */
export interface ErrorLogLine {
  /** By the server's clock and in its time zone, written as if that were UTC. */
  readonly at: string;
  readonly process: string;
  readonly text: string;
}

/** What time it is at the server, as its log writes it. @throws KitError SQL_READING */
export async function serverTime(session: SqlSession): Promise<string> {
  const [row] = await readRows(session, 'SELECT GETDATE() AS now');
  return textOf(row?.[0]);
}

/**
 * The present log's lines, oldest first.
 * @param since only lines from then on, as serverTime tells it.
 * @param containing only lines with this text.
 * @throws KitError SQL_READING
 */
export async function readErrorLog(
  session: SqlSession,
  { since, containing }: { since?: string; containing?: string } = {},
): Promise<ErrorLogLine[]> {
  const filter = containing === undefined ? '' : `, ${quotedText(containing)}`;
  const rows = await readRows(session, `EXEC master.dbo.xp_readerrorlog 0, 1${filter}`);
  return rows
    .map(([at, process, text]) => ({ at: textOf(at), process: textOf(process), text: textOf(text) }))
    .filter(({ at }) => since === undefined || at >= since);
}
