import { judgeNormalEnd } from '../findings/client-normal-end.js';
import type { Judge } from '../findings/judge-history.js';

/** A backup, and the restore of it, end as they should. */
export const judge: Judge = judgeNormalEnd;
