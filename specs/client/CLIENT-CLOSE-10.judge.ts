import { judgeAborted } from '../findings/client-aborted.js';
import type { Judge } from '../findings/judge-history.js';

/** The server’s process died. */
export const judge: Judge = judgeAborted('the server’s process died');
