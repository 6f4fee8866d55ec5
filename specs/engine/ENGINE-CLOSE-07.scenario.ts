import type { Scenario, ScenarioCase } from '../scenario.js';
import { lookAndClose } from '../steps/backup.js';
import { refused } from '../steps/refused.js';

function refusal(devices: number): ScenarioCase {
  return {
    id: `${devices}-of-${devices + 1}-devices`,
    parameters: { devices, direction: 'write', outstanding: 0 },
    processes: 1,
    script: async (stage) => lookAndClose(stage, await refused(stage, { devices, direction: 'write' })),
  };
}

export const scenario: Scenario = { id: 'configuration-refused', cases: [refusal(1), refusal(3)] };
