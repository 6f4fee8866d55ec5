import type { Scenario, ScenarioCase } from '../scenario.js';
import { breakAt, type ClientMoment } from '../steps/client-moments.js';
import { finishClient } from '../steps/client-run.js';

function killed(moment: ClientMoment, devices: number): ScenarioCase {
  return {
    id: `${moment}-${devices}-kill`,
    parameters: { moment, act: 'kill', devices, direction: 'backup' },
    processes: 0,
    script: async (stage) => {
      const shape = { devices, direction: 'backup' } as const;
      const run = await breakAt(stage, moment, shape, async (director, { spid }) => {
        // Whoever has sent the statement: a client may do so in a process of its own, or in another’s.
        if (spid !== null) await director.kill({ spid });
      });
      await finishClient(stage, run);
    },
  };
}

export const scenario: Scenario = {
  id: 'client-session-killed',
  cases: [killed('in-GetCommand', 1), killed('with-one-command', 1), killed('with-many-commands', 3)],
};
