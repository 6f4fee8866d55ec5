import { COMMAND } from '../../harness/vdi/codes.js';
import type { Stage } from '../../harness/stage/stage.js';
import type { ScenarioCase } from '../scenario.js';
import { begin, holdFirst, holdOne, lookAndClose, type Backup, type BackupShape } from './backup.js';

/** With which command of each device in the client's hands a backup is broken off. */
export type Moment = 'first-command' | 'under-way' | 'last-flush';

/** Commands of each device that are completed before it is under way. */
const SERVED = 3;

/** A backup that goes on to a moment, with a command of each device in the client's hands; `breakOff`; then what is left. */
export function brokenOff(
  moment: Moment,
  shape: BackupShape,
  breakOff: (stage: Stage, backup: Backup) => Promise<void>,
): ScenarioCase {
  const { devices, direction } = shape;
  return {
    id: `${direction === 'write' ? 'backup' : 'verify'}-${devices}-${moment}`,
    parameters: { devices, direction, moment, outstanding: devices },
    processes: 1,
    script: async (stage) => {
      const backup = await begin(stage, shape);
      if (moment === 'last-flush') await holdFirst(stage, backup, COMMAND.Flush);
      else await holdOne(stage, backup, moment === 'under-way' ? SERVED : 0);
      await breakOff(stage, backup);
      await lookAndClose(stage, backup);
    },
  };
}
