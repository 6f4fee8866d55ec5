import { MOST_DEVICES } from '../../harness/sql/virtual-devices.js';
import type { Scenario } from '../scenario.js';
import { wholeRun } from '../steps/client-run.js';

export const scenario: Scenario = {
  id: 'client-most-devices',
  cases: [
    {
      id: `backup-${MOST_DEVICES}`,
      parameters: { devices: MOST_DEVICES, direction: 'backup' },
      processes: 0,
      script: async (stage) => {
        await wholeRun(stage, { devices: MOST_DEVICES, direction: 'backup' });
      },
    },
  ],
};
