import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { sendTransfers, takeTransfers } from '../steps/commands.js';
import { closeClient, closeServer, releaseServer } from '../steps/ending.js';
import { establish, type Established, type ReachableState, type SessionShape } from '../steps/establish.js';
import { repeatedSessions } from '../steps/repetition.js';
import { DEVICES_OPEN } from './CLOSE-11.judge.js';

function errorPath(
  path: string,
  shape: SessionShape,
  until: ReachableState,
  goWrong: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id: path,
    parameters: { path, ...shape },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE_OPEN);
      const session = await establish(stage, { ...shape, areas: 2 }, until, { server, client });
      await goWrong(stage, session);
      await closeServer(session);
      await server.resources(AFTER_CLOSE);
      if (client.alive) await closeClient(session);
      await stage.objects(BOTH_CLOSED);
    },
  };
}

/** Commands are outstanding, some held by the client. */
async function underLoad(stage: Stage, session: Established): Promise<void> {
  const devices = session.serverDevices.length;
  await sendTransfers(stage, session, 4 * devices);
  await takeTransfers(stage, session, devices);
}

export const scenario: Scenario = {
  id: 'resources-after-errors',
  cases: [
    errorPath('aborted-by-server', { devices: 1, direction: 'read' }, 'Active', async (stage, session) => {
      await underLoad(stage, session);
      stage.need(await session.serverSet.call('SignalAbort'));
    }),
    errorPath(DEVICES_OPEN, { devices: 64, direction: 'write' }, 'Active', underLoad),
    errorPath('aborted-by-client', { devices: 3, direction: 'write' }, 'Active', async (stage, session) => {
      await underLoad(stage, session);
      stage.need(await session.clientSet.call('SignalAbort'));
      // The agent's return tells that the abort has reached the server.
      await session.agent?.returned;
    }),
    errorPath('client-killed', { devices: 3, direction: 'read' }, 'Active', async (stage, session) => {
      await underLoad(stage, session);
      await session.client.kill();
      await session.agent?.returned;
    }),
    errorPath('no-agent', { devices: 3, direction: 'write' }, 'Initializing', async () => undefined),
    repeatedSessions('repeated-aborts', async (_, session) => {
      await session.serverSet.call('SignalAbort');
      await closeServer(session);
      await releaseServer(session);
      await closeClient(session);
    }),
  ],
};
