import { judgeAborted } from '../findings/client-aborted.js';
import type { Judge } from '../findings/judge-history.js';

/** The server closed when a command had just been completed, or one device of several was closed. */
export const judge: Judge = judgeAborted('the server closed the set between two commands');
