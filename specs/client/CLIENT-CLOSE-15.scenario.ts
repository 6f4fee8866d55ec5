import type { Scenario, ScenarioCase } from '../scenario.js';
import { wholeRun, type ClientShape } from '../steps/client-run.js';

type Flag = 'zeroLength' | 'maximalTransfer';

function sized(flag: Flag, direction: ClientShape['direction']): ScenarioCase {
  return {
    id: `${flag}-${direction}`,
    parameters: { devices: 1, direction, [flag]: true },
    processes: 0,
    script: async (stage) => {
      const director = await stage.sql('director');
      await director.plan(stage.set, { [flag]: true });
      const { medium } = await wholeRun(stage, { devices: 1, direction: 'backup' });
      if (direction === 'backup') return;
      await director.plan(stage.set, { [flag]: true });
      await wholeRun(stage, { devices: 1, direction, medium });
    },
  };
}

export const scenario: Scenario = {
  id: 'client-transfer-sizes',
  cases: [
    sized('zeroLength', 'backup'),
    sized('maximalTransfer', 'backup'),
    sized('zeroLength', 'restore'),
    sized('maximalTransfer', 'restore'),
  ],
};
