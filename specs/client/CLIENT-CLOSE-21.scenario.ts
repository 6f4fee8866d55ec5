import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';
import { wholeRun } from '../steps/client-run.js';

export const scenario: Scenario = {
  id: 'client-leaves-the-library',
  cases: [
    {
      id: 'whole-3',
      parameters: { devices: 3, direction: 'backup' },
      processes: 0,
      script: async (stage) => {
        await wholeRun(stage, { devices: 3, direction: 'backup' });
      },
    },
    endedAt({ moment: 'one-device-closed', act: 'close', devices: 3 }),
    endedAt({ moment: 'with-one-command', act: 'close', devices: 1 }),
    endedAt({ moment: 'in-GetConfiguration', act: 'close', devices: 1 }),
  ],
};
