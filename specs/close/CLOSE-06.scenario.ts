import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeServer } from '../steps/ending.js';
import { establish } from '../steps/establish.js';

function touched(access: 'read' | 'write', devices: number, outstanding: number): ScenarioCase {
  return {
    id: access,
    parameters: { devices, direction: 'write', outstanding, access },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction: 'write' }, 'Active');
      await sendTransfers(stage, session, outstanding);
      await closeServer(session);
      for (const buffer of session.buffers) await session.server.touch(buffer.address, access);
    },
  };
}

export const scenario: Scenario = {
  id: 'touch-after-close',
  cases: [touched('read', 1, 0), touched('write', 3, 6)],
};
