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
  outstanding: number,
  goWrong: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id: path,
    parameters: { path, ...shape, outstanding },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE_OPEN);
      const session = await establish(stage, { ...shape, areas: 2 }, until, { server, client });
      await underLoad(stage, session, outstanding);
      await goWrong(stage, session);
      await closeServer(session);
      await server.resources(AFTER_CLOSE);
      if (client.alive) await closeClient(session);
      await stage.objects(BOTH_CLOSED);
    },
  };
}

/** Commands are outstanding, of which the client holds one a device where there are so many. */
async function underLoad(stage: Stage, session: Established, outstanding: number): Promise<void> {
  await sendTransfers(stage, session, outstanding);
  await takeTransfers(stage, session, Math.min(outstanding, session.serverDevices.length));
}

export const scenario: Scenario = {
  id: 'resources-after-errors',
  cases: [
    errorPath('aborted-by-server', { devices: 1, direction: 'read' }, 'Active', 1, async (stage, session) =>
      stage.need(await session.serverSet.call('SignalAbort')),
    ),
    errorPath(DEVICES_OPEN, { devices: 64, direction: 'write' }, 'Active', 256, async () => undefined),
    errorPath('some-closed', { devices: 3, direction: 'write' }, 'Active', 0, async (stage, session) => {
      for (const device of session.serverDevices.slice(1)) stage.need(await device.call('CloseDevice'));
    }),
    errorPath(
      'aborted-by-client',
      { devices: 3, direction: 'write' },
      'Active',
      12,
      async (stage, session) => {
        stage.need(await session.clientSet.call('SignalAbort'));
        // The agent's return tells that the abort has reached the server.
        await session.agent?.returned;
      },
    ),
    errorPath('client-killed', { devices: 3, direction: 'read' }, 'Active', 12, async (_, session) => {
      await session.client.kill();
      await session.agent?.returned;
    }),
    errorPath('no-agent', { devices: 3, direction: 'write' }, 'Initializing', 0, async () => undefined),
    repeatedSessions('repeated-aborts', async (_, session) => {
      await session.serverSet.call('SignalAbort');
      await closeServer(session);
      await releaseServer(session);
      await closeClient(session);
    }),
  ],
};
