import { killStatement } from '../../harness/sql/backup-statement.js';
import type { SqlRole, Stage } from '../../harness/stage/stage.js';
import type { Backup } from './backup.js';

/** How a statement is ended from SQL Server's side. */
export type Interruption = 'cancel' | 'kill';

/** Ends a statement by its own session, or by KILL of it from another. @returns a session that lives. */
export async function interrupt(
  stage: Stage,
  { sql, statement }: Pick<Backup, 'sql' | 'statement'>,
  by: Interruption,
): Promise<SqlRole> {
  const other = await stage.sql();
  if (by === 'kill') await other.execute(killStatement(sql.spid));
  else await statement.cancel();
  return other;
}
