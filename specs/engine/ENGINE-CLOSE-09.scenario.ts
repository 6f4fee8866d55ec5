import { deviceGuids } from '../../harness/sql/virtual-devices.js';
import type { ClientRole, SqlRole, Stage } from '../../harness/stage/stage.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { begin, serve, serveAll, statementText, type Backup, type BackupShape } from '../steps/backup.js';
import { BAD_ENDS, endBadly, type BadEnd } from '../steps/bad-ends.js';

const SHAPE = { devices: 2, direction: 'write' } as const;

function againAfter(end: BadEnd | 'success', shape: BackupShape = SHAPE): ScenarioCase {
  return {
    id: end,
    parameters: { end, devices: shape.devices, direction: shape.direction },
    processes: end === 'client-dies' ? 2 : 1,
    script: async (stage) => {
      const ended = end === 'success' ? await succeed(stage, shape) : await endBadly(stage, shape, end);
      await again(stage, ended.client, ended.sql, shape);
    },
  };
}

async function succeed(stage: Stage, shape: BackupShape): Promise<Backup> {
  const backup = await begin(stage, shape);
  await serveAll(backup);
  await backup.clientSet.call('Close');
  await backup.statement.ended;
  return backup;
}

/** Nothing here has to succeed for the rest: whether it does is what is looked at. */
async function again(stage: Stage, former: ClientRole, sql: SqlRole, shape: BackupShape): Promise<void> {
  const client = former.alive ? former : await stage.client();
  const set = former.alive ? await client.newSet() : client.set;
  const config = { deviceCount: shape.devices };
  const created = await set.call('CreateEx', { instanceName: stage.instance, name: stage.set, config });
  if (!created.ok) return;
  const statement = await sql.start(statementText(sql, { ...shape, set: stage.set }));
  const configured = await set.call('GetConfiguration', { timeoutMs: stage.timeoutMs });
  const names = configured.ok ? deviceGuids(shape.devices, stage.set) : [];
  const opened = await Promise.all(names.map((name) => client.openDevice(name, set)));
  await Promise.all(opened.flatMap(({ device }) => (device === null ? [] : serve(client, device))));
  await set.call('Close');
  await statement.ended;
}

export const scenario: Scenario = {
  id: 'name-again-at-once',
  cases: [againAfter('success', { ...SHAPE, devices: 1 }), ...BAD_ENDS.map((end) => againAfter(end))],
};
