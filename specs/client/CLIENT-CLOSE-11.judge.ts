import { stopped } from '../findings/client-aborted.js';
import { judgeClient } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** BACKUP was refused, so no server ever opens the set. */
export const judge: Judge = judgeClient(({ events, run }) =>
  stopped(events, run, 'the backup was refused: the client closed its set and ended'),
);
