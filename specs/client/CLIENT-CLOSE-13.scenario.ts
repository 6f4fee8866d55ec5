import type { Scenario, ScenarioCase } from '../scenario.js';
import { ONE_MISSING } from '../findings/client.js';
import { finishClient, startClient } from '../steps/client-run.js';

function full(devices: number): ScenarioCase {
  return {
    id: `full-${devices}`,
    parameters: { devices, direction: 'backup' },
    processes: 0,
    script: async (stage) => {
      const medium = stage.fullMedium;
      if (medium === null) return stage.notApplicable('this target has no medium that is full');
      const run = await startClient(stage, { devices, direction: 'backup', medium });
      await finishClient(stage, run, 'clientRunMs');
    },
  };
}

/** The worker of one device fails, and those of the others have nothing to complain of. */
function oneMissing(devices: number): ScenarioCase {
  return {
    id: `one-missing-${devices}`,
    parameters: { devices, direction: 'backup', medium: ONE_MISSING },
    processes: 0,
    script: async (stage) => {
      const shape = { devices, direction: 'backup', medium: stage.mediumForOneDevice() } as const;
      await finishClient(stage, await startClient(stage, shape), 'clientRunMs');
    },
  };
}

export const scenario: Scenario = { id: 'client-medium-fails', cases: [full(1), oneMissing(3)] };
