import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { establish, type SessionShape } from '../steps/establish.js';

function unloadedUnderTheAgent(shape: SessionShape, outstanding: number): ScenarioCase {
  return {
    id: `${shape.devices}-${shape.direction}-${outstanding}-outstanding`,
    parameters: { ...shape, outstanding },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, 'Active');
      await sendTransfers(stage, session, outstanding);
      await session.server.unload('under the running agent');
      // The abort wakes the agent, whose code may be gone.
      await session.clientSet.call('SignalAbort');
      await session.server.settled();
      await session.server.end();
    },
  };
}

export const scenario: Scenario = {
  id: 'unload-under-the-agent',
  cases: [
    unloadedUnderTheAgent({ devices: 1, direction: 'write' }, 0),
    unloadedUnderTheAgent({ devices: 3, direction: 'read' }, 1),
  ],
};
