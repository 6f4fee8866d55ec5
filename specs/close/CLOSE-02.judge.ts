import { conduct } from '../findings/conduct.js';
import { answerOf, inconclusive, ofKind, succeeded, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { judgeReleased } from '../findings/released.js';
import type { ContradictionId } from '../rules/contradictions.js';

/** A Close that succeeded left nothing; one that did not is not this rule's matter. */
export const judge: Judge = (events) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (close && !succeeded(close)) {
    return inconclusive(`Close did not succeed: ${answerOf(close)}`, [close]);
  }
  const found = judgeReleased(events);
  const named = ofKind(events, 'objects').find(({ n }) => found.decidedBy.includes(n));
  // What bears the set's name is the set's, and no device's.
  return found.verdict === 'fail' && named !== undefined
    ? { ...found, contradiction: 'contradiction.resources-of-what' satisfies ContradictionId }
    : found;
};
