import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';
import { wholeRun } from '../steps/client-run.js';

export const scenario: Scenario = {
  id: 'client-completions',
  cases: [
    {
      id: 'whole-3',
      parameters: { devices: 3, direction: 'backup' },
      processes: 0,
      script: async (stage) => {
        await wholeRun(stage, { devices: 3, direction: 'backup' });
      },
    },
    endedAt({ moment: 'just-completed', act: 'close', devices: 1 }),
    endedAt({ moment: 'with-many-commands', act: 'close', devices: 3 }),
  ],
};
