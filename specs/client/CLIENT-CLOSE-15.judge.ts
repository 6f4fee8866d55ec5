import { judgeNormalEnd } from '../findings/client-normal-end.js';
import type { Judge } from '../findings/judge-history.js';

/** Nothing of it is unusual to the client. */
export const judge: Judge = judgeNormalEnd;
