import { conduct } from '../findings/conduct.js';
import { inconclusive, ofKind, pass, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { endOf } from '../findings/process-end.js';

/** A hazard: whether the process survived is recorded; either way the target does what the page says. */
export const judge: Judge = (events) => {
  const close = theClose(events);
  const touch = ofKind(events, 'touch')[0];
  // A process that had ended before it was to touch anything is recorded as one that did not survive it.
  const tried = touch !== undefined && close?.outcome.how === 'returned';
  const misconduct = conduct(events, tried ? { crashOf: 'server' } : {});
  if (misconduct) return misconduct;
  if (!close || !touch) return inconclusive('no buffer was touched after Close', [close]);
  if (touch.survived)
    return pass(`hazard not observed: a ${touch.access} after Close went through`, [close, touch]);

  const end = ofKind(events, 'process-end').find((event) => event.role === touch.role);
  if (!end) return inconclusive('the process did not survive the touch, but its end was not seen', [touch]);
  return pass(`hazard observed: a ${touch.access} after Close ended the process (${endOf(end)})`, [
    close,
    touch,
    end,
  ]);
};
