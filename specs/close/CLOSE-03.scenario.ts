import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeDevices, closeServer, releaseServer } from '../steps/ending.js';
import { BLOCK, BUFFER_SIZE, establish, type Established, type SessionShape } from '../steps/establish.js';

/** Every method of the set but Close (CLOSE-16), after Close; then Release. */
async function callEverything(stage: Stage, session: Established): Promise<void> {
  const { server, serverSet } = session;
  const buffer = session.buffers[0]?.address;
  await serverSet.call('GetConfiguration');
  await serverSet.call('BeginConfiguration', {
    features: 0,
    blockSize: BLOCK,
    alignment: BLOCK,
    maxTransferSize: BUFFER_SIZE,
    timeoutMs: 1_000,
  });
  await serverSet.call('RequestBuffers', { size: BUFFER_SIZE, alignment: BLOCK, count: 1 });
  await serverSet.call('QueryAvailableBuffers', { size: BUFFER_SIZE, alignment: BLOCK });
  await serverSet.call('EndConfiguration');
  await server.openDevice(stage.set, serverSet);
  await server.lendThread(serverSet).returned;
  await serverSet.call('AllocateBuffer', { size: BUFFER_SIZE, alignment: BLOCK });
  await serverSet.call('FreeBuffer', { buffer, size: BUFFER_SIZE });
  await serverSet.call('IsSharedBuffer', { buffer });
  await serverSet.call('SignalAbort');
  await serverSet.call('Open', { instanceName: stage.instance, name: stage.set });
  await releaseServer(session);
}

function after(
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
      const session = await establish(stage, shape, 'Active');
      await sendTransfers(stage, session, outstanding);
      await prepare(stage, session);
      await closeServer(session);
      await callEverything(stage, session);
    },
  };
}

export const scenario: Scenario = {
  id: 'everything-after-close',
  cases: [
    after('normal', { devices: 1, direction: 'write' }, 0, closeDevices),
    after('devices-open', { devices: 64, direction: 'read' }, 256, async () => undefined),
    after('aborted', { devices: 3, direction: 'write' }, 1, (_, session) =>
      session.serverSet.call('SignalAbort'),
    ),
  ],
};
