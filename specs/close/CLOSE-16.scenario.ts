import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { runTransfers, sendTransfers } from '../steps/commands.js';
import { closeDevices, closeServer } from '../steps/ending.js';
import { establish, type Established, type SessionShape } from '../steps/establish.js';
import { TRANSFERS } from './CLOSE-16.judge.js';

/** A whole session, to see whether a Close without effect had one. */
async function runToItsEnd(stage: Stage, session: Established): Promise<void> {
  await runTransfers(stage, session, TRANSFERS);
  await closeDevices(stage, session);
  await closeServer(session);
}

const single = { devices: 1, direction: 'read' } as const;

const neverOpened: ScenarioCase = {
  id: 'never-opened',
  parameters: { ...single, outstanding: 0, idle: 'never-opened' },
  processes: 2,
  script: async (stage) => {
    const [server, client] = await Promise.all([stage.server(), stage.client()]);
    await server.set.call('Close');
    await runToItsEnd(stage, await establish(stage, single, 'Active', { server, client }));
  },
};

/** Closed once; then a new session of the same name runs in the same processes, and the old set closes again. */
function closedBefore(
  id: string,
  shape: SessionShape,
  outstanding: number,
  firstEnd: (stage: Stage, session: Established) => Promise<unknown>,
): ScenarioCase {
  return {
    id,
    parameters: { ...shape, outstanding, idle: 'closed-before' },
    processes: 2,
    script: async (stage) => {
      const first = await establish(stage, shape, 'Active');
      await sendTransfers(stage, first, outstanding);
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
    closedBefore('closed-normally', { devices: 3, direction: 'write' }, 0, closeDevices),
    closedBefore('closed-with-devices-open', { devices: 64, direction: 'write' }, 256, async () => undefined),
  ],
};
