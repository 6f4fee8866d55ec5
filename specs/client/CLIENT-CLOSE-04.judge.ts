import { judgeAborted } from '../findings/client-aborted.js';
import type { Judge } from '../findings/judge-history.js';

/** The server closed before the client had opened a device. */
export const judge: Judge = judgeAborted(
  'the server closed the set before the client had opened its devices',
);
