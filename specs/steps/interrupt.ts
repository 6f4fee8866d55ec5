import type { SqlRole, Stage } from '../../harness/stage/stage.js';
import type { Backup } from './backup.js';

/** How a statement is ended from SQL Server's side. */
export type Interruption = 'cancel' | 'kill';

export interface Interrupted {
  /** A session that lives. */
  readonly other: SqlRole;
  /** Records whether the session is listed still, if it was killed. */
  listed(label: string): Promise<void>;
  /**
   * Waits until the statement is over, and at the server as well: a session that was killed may be rolled back when its connection
   * has ended long since.
   */
  over(label: string): Promise<void>;
}

/** Ends a statement by its own session, or by KILL of it from another. */
export async function interrupt(
  stage: Stage,
  { sql, statement }: Pick<Backup, 'sql' | 'statement'>,
  by: Interruption,
): Promise<Interrupted> {
  const other = await stage.sql();
  const killed = by === 'kill' ? await other.kill(sql) : null;
  if (killed === null) await statement.cancel();
  return {
    other,
    listed: async (label) => killed?.listed(label),
    over: async (label) => {
      await statement.ended;
      await killed?.gone(label);
    },
  };
}
