import type { Scenario, ScenarioCase } from '../scenario.js';
import { breakAt, closeSet, type ClientMoment } from '../steps/client-moments.js';
import { finishClient, wholeRun } from '../steps/client-run.js';

/** A backup that ended badly, and another of the same set to the same medium at once. */
function againAfter(moment: ClientMoment, devices: number): ScenarioCase {
  return {
    id: `again-after-${moment}-${devices}`,
    parameters: { moment, act: 'close', devices, direction: 'backup' },
    processes: 0,
    script: async (stage) => {
      const shape = { devices, direction: 'backup' } as const;
      const run = await breakAt(stage, moment, shape, closeSet);
      await finishClient(stage, run);
      // A client may refuse to write over what is there.
      stage.clearMedium(run.medium);
      await wholeRun(stage, { ...shape, medium: run.medium });
    },
  };
}

export const scenario: Scenario = {
  id: 'client-again-at-once',
  cases: [
    againAfter('in-GetConfiguration', 1),
    againAfter('in-GetCommand', 1),
    againAfter('with-one-command', 1),
    againAfter('with-many-commands', 3),
  ],
};
