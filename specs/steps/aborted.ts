import type { ScenarioCase } from '../scenario.js';
import { runTransfers, sendTransfers, takeTransfers } from './commands.js';
import { closeServer, releaseServer } from './ending.js';
import { establish, type Direction } from './establish.js';

export interface Load {
  readonly devices: number;
  readonly direction: Direction;
  /** Commands that the client completed before Close, their callbacks come. */
  readonly completed: number;
  /** Commands outstanding at Close, of which the client holds `held`. */
  readonly outstanding: number;
  readonly held: number;
}

/** Close with devices open, the agent running and commands outstanding: the case of CLOSE-08, -09 and -10. */
export function closedUnderLoad(load: Load): ScenarioCase {
  const { devices, direction, completed, outstanding, held } = load;
  return {
    id: `${devices}-${direction}-${completed}-completed-${outstanding}-outstanding`,
    parameters: { ...load },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction }, 'Active');
      await runTransfers(stage, session, completed);
      await sendTransfers(stage, session, outstanding);
      await takeTransfers(stage, session, held);
      await closeServer(session);
      await session.server.callbacks(completed + outstanding);
      // What this takes is time for a callback that nobody waits for; the last look is at the case's end.
      await session.clientSet.call('Close');
      await releaseServer(session);
    },
  };
}

/** Of every kind something: enough for each of the rules on outstanding commands, and the same for all of them. */
export const UNDER_LOAD = closedUnderLoad({
  devices: 3,
  direction: 'write',
  completed: 6,
  outstanding: 12,
  held: 5,
});
