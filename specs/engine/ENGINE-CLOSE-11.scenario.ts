import { COMPLETION } from '../../harness/vdi/codes.js';
import { kindredGuid } from '../../harness/sql/virtual-devices.js';
import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario } from '../scenario.js';
import { begin, bothEnds, completeWith, holdOne, serveAll, type Backup } from '../steps/backup.js';
import { EARLY, LATE } from './ENGINE-CLOSE-11.judge.js';

const CYCLES = 50;
/** The first cycles load and keep what all later ones use. */
const WARM = 6;
/** Cycles after each of which is measured, early and late. */
const MEASURED = 8;

/** How cycles end, in turn: each closes the client's end as well. */
const ENDS: readonly ((stage: Stage, backup: Backup) => Promise<unknown>)[] = [
  async (_, backup) => {
    await serveAll(backup);
    await backup.clientSet.call('Close');
  },
  async (stage, backup) => {
    await holdOne(stage, backup, 1);
    await backup.clientSet.call('SignalAbort');
    await backup.clientSet.call('Close');
  },
  async (stage, backup) => {
    const [held] = await holdOne(stage, backup, 1);
    if (held !== undefined) await completeWith(held, COMPLETION.ERROR_IO_DEVICE);
    // Whether the client is told is another rule's matter: nothing is waited for here once the statement is over.
    const serving = serveAll(backup);
    await Promise.race([serving, backup.statement.ended]);
    await backup.clientSet.call('Close');
    await serving;
  },
];

export const scenario: Scenario = {
  id: 'fifty-backups',
  cases: [
    {
      id: 'success-abort-error-in-turn',
      parameters: { devices: 2, direction: 'write', cycles: CYCLES, between: CYCLES - WARM - MEASURED },
      processes: 1,
      script: async (stage) => {
        const { client, sql } = await bothEnds(stage);
        for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
          const clientSet = cycle === 1 ? client.set : await client.newSet();
          const shape = {
            devices: 2,
            direction: 'write',
            set: kindredGuid(stage.set, `cycle ${cycle}`),
          } as const;
          const backup = await begin(stage, shape, { client, clientSet, sql });
          await ENDS[cycle % ENDS.length]?.(stage, backup);
          await backup.statement.ended;
          if (cycle > WARM && cycle <= WARM + MEASURED) await sql.engineResources(EARLY);
          if (cycle > CYCLES - MEASURED) await sql.engineResources(LATE);
        }
      },
    },
  ],
};
