import type { Scenario, ScenarioCase } from '../scenario.js';
import { runTransfers } from '../steps/commands.js';
import { closeClient, closeDevices, closeServer, tryToCreate, tryToOpen } from '../steps/ending.js';
import { establish, type Direction } from '../steps/establish.js';

function normalEnd(devices: number, direction: Direction, transferred: number): ScenarioCase {
  return {
    id: `${devices}-${direction}-${transferred}`,
    parameters: { devices, direction, transferred },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction }, 'Active');
      await runTransfers(stage, session, transferred);
      await closeDevices(stage, session);
      await closeServer(session);
      // While the client still holds the set, and when nobody does.
      await tryToOpen(stage, session);
      await closeClient(session);
      await tryToOpen(stage, session);
      await tryToCreate(stage, session);
    },
  };
}

export const scenario: Scenario = {
  id: 'normal-end',
  cases: [
    normalEnd(1, 'write', 0),
    normalEnd(1, 'read', 3),
    normalEnd(3, 'write', 7),
    normalEnd(64, 'write', 64),
  ],
};
