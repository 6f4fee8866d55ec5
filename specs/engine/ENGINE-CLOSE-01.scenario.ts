import type { Scenario, ScenarioCase } from '../scenario.js';
import { begin, lookAndClose, serveAll } from '../steps/backup.js';

function normalEnd(devices: number): ScenarioCase {
  return {
    id: `${devices}-devices`,
    parameters: { devices, direction: 'write' },
    processes: 1,
    script: async (stage) => {
      const backup = await begin(stage, { devices, direction: 'write' });
      await serveAll(backup);
      await lookAndClose(stage, backup);
    },
  };
}

export const scenario: Scenario = {
  id: 'backup-to-its-end',
  cases: [normalEnd(1), normalEnd(3), normalEnd(16)],
};
