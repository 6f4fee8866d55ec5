import type { SqlStatement, Stage } from '../../harness/stage/stage.js';
import { ask, bothEnds, type BackupShape, type Ends } from './backup.js';

/**
 * A backup whose configuration SQL Server refuses: the client has a device more than the statement names, which is none that both
 * can work with. The client has waited for its answer, and has not closed.
 */
export async function refused(
  stage: Stage,
  shape: BackupShape,
): Promise<Ends & { readonly statement: SqlStatement }> {
  const ends = await bothEnds(stage);
  const statement = await ask(stage, ends, { ...shape, config: { deviceCount: shape.devices + 1 } });
  await ends.clientSet.call('GetConfiguration', { timeoutMs: stage.timeoutMs });
  return { ...ends, statement };
}
