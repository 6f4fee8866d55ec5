import { judgeAborted } from '../findings/client-aborted.js';
import type { Judge } from '../findings/judge-history.js';

/** The T-SQL session tells nothing; the set does. */
export const judge: Judge = judgeAborted('the server closed the set, and the session went on');
