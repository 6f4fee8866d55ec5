import type { Scenario, ScenarioCase } from '../scenario.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { runTransfers } from '../steps/commands.js';
import { closeClient, closeDevices, closeServer, releaseServer } from '../steps/ending.js';
import { establish, type SessionShape } from '../steps/establish.js';
import { repeatedSessions } from '../steps/repetition.js';

function oneSession(shape: SessionShape & { areas: number }, transferred: number): ScenarioCase {
  return {
    id: `${shape.devices}-${shape.direction}-${shape.areas}-areas`,
    parameters: { ...shape, transferred },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE_OPEN);
      const session = await establish(stage, shape, 'Active', { server, client });
      await runTransfers(stage, session, transferred);
      await closeDevices(stage, session);
      await closeServer(session);
      await server.resources(AFTER_CLOSE);
      await closeClient(session);
      await stage.objects(BOTH_CLOSED);
    },
  };
}

export const scenario: Scenario = {
  id: 'resources-after-success',
  cases: [
    oneSession({ devices: 1, direction: 'write', areas: 1 }, 0),
    oneSession({ devices: 3, direction: 'read', areas: 2 }, 6),
    oneSession({ devices: 64, direction: 'write', areas: 2 }, 64),
    repeatedSessions('repeated', async (stage, session) => {
      await closeDevices(stage, session);
      await closeServer(session);
      await releaseServer(session);
      await closeClient(session);
    }),
  ],
};
