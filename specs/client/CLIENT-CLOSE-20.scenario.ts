import type { Scenario, ScenarioCase } from '../scenario.js';
import { wholeRun } from '../steps/client-run.js';

/** Once with the buffers protected, where a write faults; once without, where their checksums tell. */
function restored(devices: number, protect: boolean): ScenarioCase {
  return {
    id: `restore-${devices}${protect ? '-protected' : ''}`,
    parameters: { devices, direction: 'restore', protect },
    processes: 0,
    script: async (stage) => {
      const { medium } = await wholeRun(stage, { devices, direction: 'backup' });
      await wholeRun(stage, { devices, direction: 'restore', medium, protect });
    },
  };
}

export const scenario: Scenario = {
  id: 'client-writes-after-completion',
  cases: [restored(1, false), restored(1, true), restored(3, true)],
};
