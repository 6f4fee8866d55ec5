import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeDevices, closeServer } from '../steps/ending.js';
import { BUFFER_SIZE, establish, type Established, type SessionShape } from '../steps/establish.js';
import { AFTER } from './CLOSE-12.judge.js';

/** What the server still holds, used after Close. The pointers are invalid: the process may not survive it. */
async function useWhatWasHandedOut(session: Established): Promise<void> {
  await session.server.ranges(AFTER, session.buffers);
  const buffer = session.buffers[0]?.address;
  for (const device of session.serverDevices) {
    await device.call('SendCommand', { commandCode: 2, size: BUFFER_SIZE, position: 0, buffer });
    await device.call('CloseDevice');
  }
}

function afterwards(
  path: string,
  shape: SessionShape,
  prepare: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id: path,
    parameters: { path, ...shape },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, 'Active');
      await prepare(stage, session);
      await closeServer(session);
      await useWhatWasHandedOut(session);
    },
  };
}

export const scenario: Scenario = {
  id: 'handed-out-things-after-close',
  cases: [
    afterwards('normal', { devices: 1, direction: 'write' }, closeDevices),
    afterwards('devices-open', { devices: 3, direction: 'read' }, (stage, session) =>
      sendTransfers(stage, session, 12),
    ),
    afterwards('aborted', { devices: 3, direction: 'write' }, (_, session) =>
      session.serverSet.call('SignalAbort'),
    ),
  ],
};
