import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { runTransfers } from '../steps/commands.js';
import { closeDevices, closeServer } from '../steps/ending.js';
import { establish, type Established } from '../steps/establish.js';
import { TRANSFERS } from './CLOSE-16.judge.js';

const shape = { devices: 2, direction: 'write' } as const;

/** A whole session, to see whether a Close without effect had one. */
async function runToItsEnd(stage: Stage, session: Established): Promise<void> {
  await runTransfers(stage, session, TRANSFERS);
  await closeDevices(stage, session);
  await closeServer(session);
}

const neverOpened: ScenarioCase = {
  id: 'never-opened',
  parameters: { ...shape, idle: 'never-opened' },
  processes: 2,
  script: async (stage) => {
    const [server, client] = await Promise.all([stage.server(), stage.client()]);
    await server.set.call('Close');
    await runToItsEnd(stage, await establish(stage, shape, 'Active', { server, client }));
  },
};

/** Closed once; then a new session of the same name runs in the same processes, and the old set closes again. */
function closedBefore(
  id: string,
  firstEnd: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id,
    parameters: { ...shape, idle: 'closed-before' },
    processes: 2,
    script: async (stage) => {
      const first = await establish(stage, shape, 'Active');
      await firstEnd(stage, first);
      await closeServer(first);
      await first.clientSet.call('Close');

      const { server, client } = first;
      const [serverSet, clientSet] = await Promise.all([server.newSet(), client.newSet()]);
      const second = await establish(stage, shape, 'Active', { server, client, serverSet, clientSet });
      await first.serverSet.call('Close');
      await first.serverSet.call('Close');
      await runToItsEnd(stage, second);
    },
  };
}

export const scenario: Scenario = {
  id: 'nothing-to-close',
  cases: [
    neverOpened,
    closedBefore('closed-normally', closeDevices),
    closedBefore('closed-with-devices-open', async () => undefined),
  ],
};
