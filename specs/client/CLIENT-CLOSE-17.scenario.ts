import type { Scenario } from '../scenario.js';
import { wholeRun } from '../steps/client-run.js';

export const scenario: Scenario = {
  id: 'client-prefix-zone',
  cases: [
    {
      id: 'there-and-back',
      parameters: { devices: 1 },
      processes: 0,
      script: async (stage) => {
        const director = await stage.sql('director');
        await director.plan(stage.set, { prefixZone: true });
        const { medium } = await wholeRun(stage, { devices: 1, direction: 'backup' });
        await director.plan(stage.set, { prefixZone: true });
        await wholeRun(stage, { devices: 1, direction: 'restore', medium });
      },
    },
  ],
};
