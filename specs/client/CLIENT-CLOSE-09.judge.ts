import { judgeAborted } from '../findings/client-aborted.js';
import type { Judge } from '../findings/judge-history.js';

/** The server signalled an abort. */
export const judge: Judge = judgeAborted('the server signalled an abort');
