import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers, takeTransfers } from '../steps/commands.js';
import { closeDevices, closeServer, releaseServer } from '../steps/ending.js';
import { establish, type Established, type SessionShape } from '../steps/establish.js';
import { BEFORE_OPEN, UNLOADED } from './CLOSE-13.judge.js';

function unloaded(
  id: string,
  shape: SessionShape,
  outstanding: number,
  prepare: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id,
    parameters: { ...shape, outstanding },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE_OPEN);
      const session = await establish(stage, shape, 'Active', { server, client });
      await prepare(stage, session);
      await closeServer(session);
      await server.callbacks(outstanding);
      await releaseServer(session);
      await server.unload('after Close');
      await server.resources(UNLOADED);
      await server.end();
    },
  };
}

export const scenario: Scenario = {
  id: 'unloaded-after-close',
  cases: [
    unloaded('normal', { devices: 1, direction: 'write' }, 0, closeDevices),
    unloaded('one-outstanding', { devices: 3, direction: 'read' }, 1, (stage, session) =>
      sendTransfers(stage, session, 1),
    ),
    unloaded('devices-open', { devices: 64, direction: 'write' }, 256, async (stage, session) => {
      await sendTransfers(stage, session, 256);
      await takeTransfers(stage, session, 64);
    }),
  ],
};
