import { judgeAborted } from '../findings/client-aborted.js';
import type { Judge } from '../findings/judge-history.js';

/** The server closed while the client waited for its configuration. */
export const judge: Judge = judgeAborted(
  'the server closed the set while the client waited in GetConfiguration',
);
