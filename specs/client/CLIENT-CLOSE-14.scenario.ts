import type { Scenario } from '../scenario.js';
import { wholeRun } from '../steps/client-run.js';

export const scenario: Scenario = {
  id: 'client-unknown-command',
  cases: [
    {
      id: 'unknown-command-first',
      parameters: { devices: 1, direction: 'backup', commandCode: 99 },
      processes: 0,
      script: async (stage) => {
        const director = await stage.sql('director');
        await director.plan(stage.set, { unknownCommand: true });
        await wholeRun(stage, { devices: 1, direction: 'backup' });
      },
    },
  ],
};
