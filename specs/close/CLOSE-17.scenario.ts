import type { Scenario, ScenarioCase } from '../scenario.js';
import { establish } from '../steps/establish.js';

const unloadedUnderTheAgent: ScenarioCase = {
  id: 'unloaded-under-the-agent',
  parameters: { devices: 1, direction: 'write' },
  processes: 2,
  script: async (stage) => {
    const session = await establish(stage, { devices: 1, direction: 'write' }, 'Active');
    await session.server.unload('under the running agent');
    // The abort wakes the agent, whose code may be gone.
    await session.clientSet.call('SignalAbort');
    await session.server.settled();
    await session.server.end();
  },
};

export const scenario: Scenario = { id: 'unload-under-the-agent', cases: [unloadedUnderTheAgent] };
