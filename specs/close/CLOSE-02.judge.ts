import { conduct } from '../findings/conduct.js';
import { answerOf, inconclusive, succeeded, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { judgeReleased } from '../findings/released.js';

/** A Close that succeeded left nothing; one that did not is not this rule's matter. */
export const judge: Judge = (events) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (close && !succeeded(close)) {
    return inconclusive(`Close did not succeed: ${answerOf(close)}`, [close]);
  }
  return judgeReleased(events);
};
