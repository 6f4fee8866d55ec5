import { conduct } from '../findings/conduct.js';
import {
  answerOf,
  calls,
  fail,
  inconclusive,
  ofKind,
  pass,
  SERVER_DEVICE,
  succeeded,
  theClose,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** Label of the look at the buffers after Close. */
export const AFTER = 'after Close';

/** No call on a device succeeds (a fault of the process is not a success), and no buffer is mapped. */
export const judge: Judge = (events, { path }) => {
  const close = theClose(events);
  const afterClose = close === undefined ? [] : events.slice(events.indexOf(close) + 1);
  const made = calls(afterClose, { role: 'server', interface: SERVER_DEVICE });
  // Calls on a process that Close had ended are recorded too.
  const tried = made.length > 0 && close?.outcome.how === 'returned';
  const misconduct = conduct(events, tried ? { crashOf: 'server' } : {});
  if (misconduct) return misconduct;
  if (!close) return inconclusive('Close was not called');
  if (made.length === 0) return inconclusive('no device was called after Close', [close]);

  const obliging = made.find(succeeded);
  if (obliging) {
    return fail(
      `${obliging.method} on a device of the closed set succeeded`,
      { expected: 'a failing HRESULT (or a fault: the pointer is invalid)', observed: answerOf(obliging) },
      [close, obliging],
    );
  }
  const looked = ofKind(afterClose, 'ranges').find((event) => event.label === AFTER);
  // With devices open CLOSE-05 looks at the buffers, at a stricter time.
  if (path !== 'devices-open') {
    if (!looked) return inconclusive('the buffers were not looked at after Close', [close]);
    const mapped = looked.ranges.find((range) => range.mapped);
    if (mapped) {
      return fail(
        'a buffer of the closed set is still mapped',
        { expected: 'not mapped', observed: `${mapped.label} at ${mapped.address} (${mapped.by})` },
        [close, looked],
      );
    }
  }
  return pass('no call on a device succeeded, and no buffer was mapped', [close, looked, ...made]);
};
