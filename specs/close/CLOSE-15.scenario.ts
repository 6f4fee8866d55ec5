import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeDevices, closeServer, tryToOpen } from '../steps/ending.js';
import {
  deviceNames,
  establish,
  INFINITE,
  openDevices,
  SHORTLY,
  type Established,
  type ReachableState,
  type SessionShape,
} from '../steps/establish.js';

/** Before the configuration the client can only wait in GetConfiguration: Close has to wake it. */
function whileClientWaits(state: ReachableState, shape: SessionShape): ScenarioCase {
  return {
    id: state,
    parameters: { ...shape, outstanding: 0, state, result: 'NOERROR', aborted: true },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, state);
      const waiting = session.clientSet.call('GetConfiguration', { timeoutMs: INFINITE });
      await waiting.started;
      await session.client.settled();
      await closeServer(session);
      await waiting;
      await tryToOpen(stage, session);
    },
  };
}

/** From Initializing on the client asks again afterwards. */
function thenClientAsks(
  id: string,
  shape: SessionShape,
  state: ReachableState,
  outstanding: number,
  result: string,
  prepare: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id,
    parameters: { ...shape, outstanding, state: id, result, aborted: true },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, state);
      await sendTransfers(stage, session, outstanding);
      await prepare(stage, session);
      await closeServer(session);
      await session.clientSet.call('GetConfiguration', { timeoutMs: SHORTLY });
      await tryToOpen(stage, session);
    },
  };
}

/** The client of a set that had ended normally is told of no abort; CLOSE-01 looks at the name. */
const normallyTerminated: ScenarioCase = {
  id: 'Normally-terminated',
  parameters: {
    devices: 1,
    direction: 'write',
    outstanding: 0,
    state: 'Normally-terminated',
    result: 'NOERROR',
    aborted: false,
  },
  processes: 2,
  script: async (stage) => {
    const session = await establish(stage, { devices: 1, direction: 'write' }, 'Active');
    await closeDevices(stage, session);
    await closeServer(session);
    await session.clientSet.call('GetConfiguration', { timeoutMs: SHORTLY });
  },
};

const several = { devices: 3, direction: 'read' } as const;
const many = { devices: 64, direction: 'write' } as const;

export const scenario: Scenario = {
  id: 'close-from-every-state',
  cases: [
    whileClientWaits('Connected', { devices: 3, direction: 'write' }),
    whileClientWaits('Configurable', { devices: 64, direction: 'read' }),
    thenClientAsks('Initializing', several, 'Initializing', 0, 'NOERROR', async () => undefined),
    thenClientAsks(
      'Initializing-devices-open',
      several,
      'Initializing',
      0,
      'VD_E_PROTOCOL',
      async (stage, { server, serverSet }) =>
        openDevices(stage, server, serverSet, deviceNames(stage.set, several.devices)),
    ),
    thenClientAsks('Active', many, 'Active', 256, 'VD_E_PROTOCOL', async () => undefined),
    normallyTerminated,
    thenClientAsks('Aborted-by-server', several, 'Active', 1, 'NOERROR', (_, session) =>
      session.serverSet.call('SignalAbort'),
    ),
    thenClientAsks('Aborted-by-client', several, 'Active', 12, 'NOERROR', async (_, session) => {
      await session.clientSet.call('SignalAbort');
      // The agent's return tells that the abort has reached the server.
      await session.agent?.returned;
    }),
  ],
};
