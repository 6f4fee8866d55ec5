import { COMPLETION } from '../../harness/vdi/codes.js';
import type { SqlRole, Stage } from '../../harness/stage/stage.js';
import { completeWith, holdOne, serve, type Backup, type BackupShape } from './backup.js';
import { AFTER_END } from '../findings/engine.js';
import { interrupt, type Interrupted } from './interrupt.js';

/** Ways in which a backup that is under way ends badly, each with a command of every device in the client's hands. */
export const BAD_ENDS = [
  'client-aborts',
  'client-dies',
  'client-closes',
  'cancelled',
  'killed',
  'error',
  'server-time-out',
] as const;
export type BadEnd = (typeof BAD_ENDS)[number];

/** Milliseconds. A client that is held up for twice as long by a busy machine is timed out too early. */
const SERVER_TIME_OUT = 800;

/** What the backup has to be begun with. */
export function shapeFor(end: BadEnd, shape: BackupShape): BackupShape {
  return end === 'server-time-out' ? { ...shape, config: { serverTimeOut: SERVER_TIME_OUT } } : shape;
}

/** Brings the backup to its bad end; the client, if it lives, has closed. @returns a session that lives. */
export async function endBadly(stage: Stage, backup: Backup, end: BadEnd): Promise<SqlRole> {
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
  return interrupted?.other ?? backup.sql;
}
