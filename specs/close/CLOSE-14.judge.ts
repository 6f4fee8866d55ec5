import { conduct } from '../findings/conduct.js';
import { answered, answerOf, calls, fail, inconclusive, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { judgeReleased } from '../findings/released.js';

/** Close returned one of its documented results, and released. Which of the two is CLOSE-04’s and -15’s matter. */
export const judge: Judge = (events, { open }) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');
  const [agent] = calls(events, { role: 'server', method: 'ExecuteCompletionAgent' });
  if (agent) return inconclusive('an agent was run', [agent]);
  if (!answered(close, 'NOERROR') && !answered(close, 'VD_E_PROTOCOL')) {
    return fail(
      'Close without an agent answered neither of its documented results',
      { expected: 'NOERROR, or VD_E_PROTOCOL with devices open', observed: answerOf(close) },
      [close],
    );
  }
  // With devices open CLOSE-05 looks at the mappings, at a stricter time.
  return judgeReleased(events, Number(open) > 0 ? ['mapping'] : []);
};
