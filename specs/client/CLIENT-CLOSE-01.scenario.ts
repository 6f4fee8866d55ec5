import type { Scenario, ScenarioCase } from '../scenario.js';
import { wholeRun, type ClientShape } from '../steps/client-run.js';

function whole(devices: number, direction: ClientShape['direction']): ScenarioCase {
  return {
    id: `${direction}-${devices}`,
    parameters: { devices, direction },
    processes: 0,
    script: async (stage) => {
      const { medium } = await wholeRun(stage, { devices, direction: 'backup' });
      if (direction === 'restore') await wholeRun(stage, { devices, direction, medium });
    },
  };
}

export const scenario: Scenario = {
  id: 'client-whole',
  cases: [whole(1, 'backup'), whole(3, 'backup'), whole(1, 'restore'), whole(3, 'restore')],
};
