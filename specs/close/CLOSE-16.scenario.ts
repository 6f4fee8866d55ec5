import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { runTransfers, sendTransfers } from '../steps/commands.js';
import { closeDevices, closeServer } from '../steps/ending.js';
import { establish, type Ends, type Established, type SessionShape } from '../steps/establish.js';
import { TRANSFERS } from './CLOSE-16.judge.js';

/** A whole session, to see whether a Close without effect had one. */
async function runToItsEnd(stage: Stage, session: Established): Promise<void> {
  await runTransfers(stage, session, TRANSFERS);
  await closeDevices(stage, session);
  await closeServer(session);
}

/**
 * Where a machine refuses Open, or Create, to everybody, it does so here too: in a process in which no Close could have
 * changed anything.
 */
async function opensElsewhere(stage: Stage, ends: Ends): Promise<void> {
  const { serverSet, clientSet } = await establish(stage, single, 'Connected', ends);
  await serverSet.call('Close');
  await clientSet.call('Close');
}

const single = { devices: 1, direction: 'read' } as const;

const neverOpened: ScenarioCase = {
  id: 'never-opened',
  parameters: { ...single, outstanding: 0, idle: 'never-opened' },
  processes: 3,
  script: async (stage) => {
    const [server, client, other] = await Promise.all([
      stage.server(),
      stage.client(),
      stage.server('other-server'),
    ]);
    await opensElsewhere(stage, { server: other, client, clientSet: await client.newSet() });
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
