import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeServer } from '../steps/ending.js';
import { establish, type SessionShape } from '../steps/establish.js';

function touched(
  access: 'read' | 'write',
  { devices, direction }: SessionShape,
  outstanding: number,
): ScenarioCase {
  return {
    id: `${access}-${devices}-${direction}`,
    parameters: { devices, direction, outstanding, access },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction }, 'Active');
      await sendTransfers(stage, session, outstanding);
      await closeServer(session);
      for (const buffer of session.buffers) await session.server.touch(buffer.address, access);
    },
  };
}

export const scenario: Scenario = {
  id: 'touch-after-close',
  cases: [
    touched('read', { devices: 1, direction: 'write' }, 0),
    touched('write', { devices: 3, direction: 'read' }, 1),
    touched('read', { devices: 64, direction: 'write' }, 256),
  ],
};
