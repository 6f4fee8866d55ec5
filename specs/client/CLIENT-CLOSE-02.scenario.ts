import type { Scenario, ScenarioCase } from '../scenario.js';
import { wholeRun } from '../steps/client-run.js';

function thereAndBack(devices: number): ScenarioCase {
  return {
    id: `there-and-back-${devices}`,
    parameters: { devices },
    processes: 0,
    script: async (stage) => {
      const { medium } = await wholeRun(stage, { devices, direction: 'backup' });
      await wholeRun(stage, { devices, direction: 'restore', medium });
    },
  };
}

export const scenario: Scenario = {
  id: 'client-data',
  cases: [thereAndBack(1), thereAndBack(3)],
};
