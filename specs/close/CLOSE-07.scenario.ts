import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers, takeTransfers } from '../steps/commands.js';
import { closeServer } from '../steps/ending.js';
import {
  BUFFER_SIZE,
  establish,
  INFINITE,
  SHORTLY,
  type Direction,
  type Established,
} from '../steps/establish.js';
import { HELD } from './CLOSE-07.judge.js';

/** Everything that a client can still ask for once the server has closed, and its own Close at the end. */
async function callEverything(session: Established): Promise<void> {
  const { clientSet, clientDevices } = session;
  for (const device of clientDevices) await device.call('GetCommand', { timeoutMs: SHORTLY });
  await clientSet.call('GetConfiguration', { timeoutMs: SHORTLY });
  await clientSet.call('SignalAbort');
  await clientSet.call('Close');
}

function waitingInGetCommand(devices: number): ScenarioCase {
  return {
    id: `${devices}-waiting-in-GetCommand`,
    parameters: { devices, direction: 'write', waiting: devices, held: 0 },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction: 'write' }, 'Active');
      const waiting = session.clientDevices.map((device) =>
        device.call('GetCommand', { timeoutMs: INFINITE }),
      );
      await Promise.all(waiting.map((call) => call.started));
      await session.client.settled();
      await closeServer(session);
      await Promise.all(waiting);
      await callEverything(session);
    },
  };
}

/** With no device open there is nothing for VD_E_PROTOCOL, but the abort is the same. */
const waitingInGetConfiguration: ScenarioCase = {
  id: 'waiting-in-GetConfiguration',
  parameters: { devices: 1, direction: 'write', waiting: 1, held: 0 },
  processes: 2,
  script: async (stage) => {
    const session = await establish(stage, { devices: 1, direction: 'write' }, 'Configurable');
    const waiting = session.clientSet.call('GetConfiguration', { timeoutMs: INFINITE });
    await waiting.started;
    await session.client.settled();
    await closeServer(session);
    await waiting;
    await callEverything(session);
  },
};

/** The server puts a pattern into the buffer before it sends commands over it. */
async function fillBuffers(session: Established): Promise<void> {
  for (const [seed, buffer] of session.buffers.entries()) {
    await session.server.fill(buffer.address, buffer.size, seed + 1);
  }
}

function holdingCommands(devices: number, direction: Direction, held: number, queued: number): ScenarioCase {
  return {
    id: `${devices}-holding-${held}`,
    parameters: { devices, direction, waiting: 0, held, queued },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction }, 'Active');
      await fillBuffers(session);
      await sendTransfers(stage, session, held + queued);
      const taken = await takeTransfers(stage, session, held);
      await closeServer(session);
      const buffers = new Set(taken.flatMap(({ commands }) => commands.map((command) => command.buffer)));
      for (const buffer of buffers) {
        if (buffer !== null) await session.client.compare(HELD, buffer, BUFFER_SIZE, 1);
      }
      for (const { device, commands } of taken) await session.client.complete(device, commands);
      // An effect would come on a thread of the library's, after the answer.
      await session.server.settled();
      await session.server.callbacks(held + queued);
      await callEverything(session);
    },
  };
}

export const scenario: Scenario = {
  id: 'abort-seen-by-the-client',
  cases: [
    waitingInGetCommand(1),
    waitingInGetCommand(3),
    waitingInGetConfiguration,
    holdingCommands(1, 'write', 1, 0),
    holdingCommands(1, 'write', 4, 2),
    holdingCommands(3, 'read', 6, 0),
    holdingCommands(64, 'write', 192, 64),
  ],
};
