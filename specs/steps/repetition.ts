import type { Stage } from '../../harness/stage/stage.js';
import type { ScenarioCase } from '../scenario.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { establish, type Established } from './establish.js';

/** Sessions in one process: enough that what is left only every tenth time is left twice. */
const REPETITIONS = 24;

/**
 * A case in which one server process goes through many sessions, each ended by `end`. The resources are
 * measured after the first, which may load and keep what every later one uses, and after the last.
 */
export function repeatedSessions(
  id: string,
  end: (stage: Stage, session: Established) => Promise<void>,
): ScenarioCase {
  return {
    id,
    parameters: { devices: 2, direction: 'write', sessions: REPETITIONS },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      for (let round = 0; round <= REPETITIONS; round++) {
        if (round === 1) await server.resources(BEFORE_OPEN);
        const [serverSet, clientSet] =
          round === 0 ? [server.set, client.set] : await Promise.all([server.newSet(), client.newSet()]);
        const ends = { server, client, serverSet, clientSet };
        await end(stage, await establish(stage, { devices: 2, direction: 'write' }, 'Active', ends));
      }
      await server.resources(AFTER_CLOSE);
      await stage.objects(BOTH_CLOSED);
    },
  };
}
