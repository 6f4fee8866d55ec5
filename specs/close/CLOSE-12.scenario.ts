import type { RemoteObject, Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeDevices, closeServer } from '../steps/ending.js';
import { BUFFER_SIZE, establish, type Established, type SessionShape } from '../steps/establish.js';
import { AFTER } from './CLOSE-12.judge.js';

/**
 * What the server still holds, used after Close. The pointers are invalid, and the process may not survive the
 * first use: so in one case SendCommand comes first, in another CloseDevice.
 */
async function useWhatWasHandedOut(
  session: Established,
  first: 'SendCommand' | 'CloseDevice',
): Promise<void> {
  await session.server.ranges(AFTER, session.buffers);
  const buffer = session.buffers[0]?.address;
  const use = {
    SendCommand: (device: RemoteObject) =>
      device.call('SendCommand', { commandCode: 2, size: BUFFER_SIZE, position: 0, buffer }),
    CloseDevice: (device: RemoteObject) => device.call('CloseDevice'),
  };
  for (const device of session.serverDevices) {
    await use[first](device);
    await use[first === 'SendCommand' ? 'CloseDevice' : 'SendCommand'](device);
  }
}

function afterwards(
  path: string,
  shape: SessionShape,
  outstanding: number,
  first: 'SendCommand' | 'CloseDevice',
  prepare: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id: `${path}-${first}-first`,
    parameters: { path, ...shape, outstanding, first },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, 'Active');
      await sendTransfers(stage, session, outstanding);
      await prepare(stage, session);
      await closeServer(session);
      await useWhatWasHandedOut(session, first);
    },
  };
}

export const scenario: Scenario = {
  id: 'handed-out-things-after-close',
  cases: [
    afterwards('normal', { devices: 1, direction: 'write' }, 0, 'SendCommand', closeDevices),
    afterwards('normal', { devices: 3, direction: 'read' }, 0, 'CloseDevice', closeDevices),
    afterwards('devices-open', { devices: 64, direction: 'read' }, 256, 'CloseDevice', async () => undefined),
    afterwards('aborted', { devices: 3, direction: 'write' }, 1, 'SendCommand', (_, session) =>
      session.serverSet.call('SignalAbort'),
    ),
  ],
};
