import type { Stage } from '../../harness/stage/stage.js';
import { certify, type ScenarioCase } from '../certify.js';
import { closeDevices, closeServer } from '../steps/ending.js';
import { BUFFER_SIZE, establish, type Established } from '../steps/establish.js';
import { AFTER, judge } from './CLOSE-12.judge.js';

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
  prepare: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id: path,
    parameters: { path, devices: 2, direction: 'write' },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices: 2, direction: 'write' }, 'Active');
      await prepare(stage, session);
      await closeServer(session);
      await useWhatWasHandedOut(session);
    },
  };
}

certify(
  'CLOSE-12',
  {
    id: 'handed-out-things-after-close',
    cases: [
      afterwards('normal', closeDevices),
      afterwards('devices-open', async () => undefined),
      afterwards('aborted', (_, session) => session.serverSet.call('SignalAbort')),
    ],
  },
  judge,
);
