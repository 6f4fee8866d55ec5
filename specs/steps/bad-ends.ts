import { COMPLETION } from '../../harness/vdi/codes.js';
import type { ClientRole, SqlRole, Stage } from '../../harness/stage/stage.js';
import { begin, completeWith, holdOne, serve, type Backup, type BackupShape } from './backup.js';
import { AFTER_END } from '../findings/engine.js';
import { interrupt, type Interrupted } from './interrupt.js';
import { refused } from './refused.js';

/**
 * Ways in which a backup ends badly: one that is under way, with a command of every device in the client's hands, or before it
 * comes to that.
 */
export const BAD_ENDS = [
  'client-aborts',
  'client-dies',
  'client-closes',
  'cancelled',
  'killed',
  'error',
  'server-time-out',
  'configuration-refused',
] as const;
export type BadEnd = (typeof BAD_ENDS)[number];

/** Milliseconds. A client that is held up for twice as long by a busy machine is timed out too early. */
const SERVER_TIME_OUT = 800;

/** What is there when it is over: the client, which has closed if it lives, and a session that lives. */
export interface BadlyEnded {
  readonly client: ClientRole;
  readonly sql: SqlRole;
}

/** Begins a backup, and brings it to its bad end. */
export async function endBadly(stage: Stage, shape: BackupShape, end: BadEnd): Promise<BadlyEnded> {
  if (end !== 'configuration-refused') return breakOff(stage, await begin(stage, shapeFor(end, shape)), end);
  const { client, clientSet, sql, statement } = await refused(stage, shape);
  await clientSet.call('Close');
  await statement.ended;
  return { client, sql };
}

/** What the backup has to be begun with. */
function shapeFor(end: BadEnd, shape: BackupShape): BackupShape {
  return end === 'server-time-out' ? { ...shape, config: { serverTimeOut: SERVER_TIME_OUT } } : shape;
}

async function breakOff(
  stage: Stage,
  backup: Backup,
  end: Exclude<BadEnd, 'configuration-refused'>,
): Promise<BadlyEnded> {
  const held = await holdOne(stage, backup, 1);
  const { client, clientSet, statement, devices } = backup;
  let interrupted: Interrupted | null = null;
  switch (end) {
    case 'client-aborts':
      stage.need(await clientSet.call('SignalAbort'));
      break;
    case 'client-dies':
      await client.kill();
      break;
    case 'client-closes':
      // Below, as the others do when it is over.
      break;
    case 'cancelled':
    case 'killed':
      interrupted = await interrupt(stage, backup, end === 'killed' ? 'kill' : 'cancel');
      break;
    case 'error':
      if (held[0] !== undefined) await completeWith(held[0], COMPLETION.ERROR_IO_DEVICE);
      await Promise.all(devices.map((device) => serve(client, device)));
      break;
    case 'server-time-out':
      await statement.ended;
  }
  if (client.alive) await clientSet.call('Close');
  await statement.ended;
  await interrupted?.over(AFTER_END);
  return { client, sql: interrupted?.other ?? backup.sql };
}
