import { conduct } from '../findings/conduct.js';
import { answered, answerOf, inconclusive, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { judgeReleased } from '../findings/released.js';

/** A Close that succeeded left nothing; one that did not is not this rule's matter. */
export const judge: Judge = (events) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (close && !answered(close, 'NOERROR') && !answered(close, 'S_FALSE')) {
    return inconclusive(`Close did not succeed: ${answerOf(close)}`, [close]);
  }
  return judgeReleased(events);
};
