import type { History } from '../../../history/history.js';
import { openSession } from '../../../stage/session.js';
import type { ClientRole, ServerRole, Stage } from '../../../stage/stage.js';
import type { RunningTarget } from '../../target.js';

/** Runs one case; its history. */
export async function played(
  running: RunningTarget,
  script: (stage: Stage) => Promise<void>,
): Promise<History> {
  const session = await openSession(running.connection);
  const recording = session.record({ rule: 'TEST', scenario: 'wine' });
  await recording.runCase({ id: 'a', parameters: {}, processes: 2, waitingCalls: 3 }, script);
  await session.close();
  return recording.history();
}

/** A set that a client has created and a server opened; the server's resources before. */
export async function connect(stage: Stage): Promise<{ server: ServerRole; client: ClientRole }> {
  const [server, client] = await Promise.all([stage.server(), stage.client()]);
  await server.resources('before');
  const { instance: instanceName, set: name } = stage;
  const config = { deviceCount: 1 };
  stage.need(await client.set.call('CreateEx', { instanceName, name, config }));
  stage.need(await server.set.call('Open', { instanceName, name }));
  return { server, client };
}
