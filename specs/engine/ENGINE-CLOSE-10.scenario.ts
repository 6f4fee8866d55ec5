import { kindredGuid } from '../../harness/sql/virtual-devices.js';
import type { Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { begin, holdOne, serveAll, type Ends } from '../steps/backup.js';
import { BAD_ENDS, endBadly, type BadEnd } from '../steps/bad-ends.js';
import { OTHER } from './ENGINE-CLOSE-10.judge.js';

/** SQL Server makes one backup of a database at a time: a second waits. Every SQL Server has this one. */
const OTHER_DATABASE = 'msdb';

const SHAPE = { devices: 2, direction: 'write' } as const;

async function otherEnds(stage: Stage): Promise<Ends> {
  const [client, sql] = await Promise.all([stage.client(OTHER.client), stage.sql(OTHER.sql)]);
  return { client, clientSet: client.set, sql };
}

/** The other is under way, with commands outstanding, when the first ends; then it goes on to its end. */
function beside(end: BadEnd): ScenarioCase {
  return {
    id: end,
    parameters: { end, ...SHAPE },
    processes: 2,
    script: async (stage) => {
      const shape = { ...SHAPE, set: kindredGuid(stage.set, 'other'), database: OTHER_DATABASE };
      const other = await begin(stage, shape, await otherEnds(stage));
      const held = await holdOne(stage, other, 1);
      await endBadly(stage, SHAPE, end);
      for (const { device, command } of held) await other.client.complete(device, [command]);
      await serveAll(other);
      await other.statement.ended;
      await other.clientSet.call('Close');
    },
  };
}

export const scenario: Scenario = { id: 'another-beside-it', cases: BAD_ENDS.map(beside) };
