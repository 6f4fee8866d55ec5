import type { Scenario, ScenarioCase } from '../scenario.js';
import { closeDevices, closeServer, tryToOpen } from '../steps/ending.js';
import { establish, INFINITE, SHORTLY, type Established, type ReachableState } from '../steps/establish.js';

const shape = { devices: 3, direction: 'write' } as const;

/** Before the configuration the client can only wait in GetConfiguration: Close has to wake it. */
function whileClientWaits(state: ReachableState): ScenarioCase {
  return {
    id: state,
    parameters: { ...shape, state, result: 'NOERROR', aborted: true },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, state);
      const waiting = session.clientSet.call('GetConfiguration', { timeoutMs: INFINITE });
      await waiting.started;
      await session.client.settled();
      await closeServer(session);
      await waiting;
      await tryToOpen(session, stage.set);
    },
  };
}

/** From Initializing on the client asks again afterwards. */
function thenClientAsks(
  id: string,
  state: ReachableState,
  result: string,
  prepare: (session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id,
    parameters: { ...shape, state: id, result, aborted: true },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, shape, state);
      await prepare(session);
      await closeServer(session);
      await session.clientSet.call('GetConfiguration', { timeoutMs: SHORTLY });
      await tryToOpen(session, stage.set);
    },
  };
}

/** The client of a set that had ended normally is told of no abort; CLOSE-01 looks at the name. */
const normallyTerminated: ScenarioCase = {
  id: 'Normally-terminated',
  parameters: {
    devices: 1,
    direction: 'write',
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

export const scenario: Scenario = {
  id: 'close-from-every-state',
  cases: [
    whileClientWaits('Connected'),
    whileClientWaits('Configurable'),
    thenClientAsks('Initializing', 'Initializing', 'NOERROR', async () => undefined),
    thenClientAsks('Active', 'Active', 'VD_E_PROTOCOL', async () => undefined),
    normallyTerminated,
    thenClientAsks('Aborted-by-server', 'Active', 'NOERROR', (session) =>
      session.serverSet.call('SignalAbort'),
    ),
    thenClientAsks('Aborted-by-client', 'Active', 'NOERROR', async (session) => {
      await session.clientSet.call('SignalAbort');
      // The agent's return tells that the abort has reached the server.
      await session.agent?.returned;
    }),
  ],
};
