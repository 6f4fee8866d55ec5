import { conduct } from '../findings/conduct.js';
import {
  answered,
  answerOf,
  calls,
  fail,
  inconclusive,
  pass,
  refused,
  SERVER_SET,
  theClose,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** NOERROR, the name can no longer be opened, and it is free to be created again. */
export const judge: Judge = (events) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;

  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');
  if (!answered(close, 'NOERROR')) {
    return fail(
      'Close of a set whose devices were closed did not answer NOERROR',
      { expected: 'NOERROR', observed: answerOf(close) },
      [close],
    );
  }

  const [, ...reopened] = calls(events, { role: 'server', method: 'Open', interface: SERVER_SET });
  const recreated = calls(events, { role: 'client', method: 'CreateEx' })[1];
  if (reopened.length < 2 || !recreated) {
    return inconclusive('the name was not opened (with the client there, and gone) and created again', [
      close,
    ]);
  }
  const obliged = reopened.find((call) => !refused(call));
  if (obliged) {
    return fail(
      'the set could still be opened by its name',
      { expected: 'Open of the name fails', observed: answerOf(obliged) },
      [close, obliged],
    );
  }
  if (!answered(recreated, 'NOERROR')) {
    return fail(
      'the name of the set is still taken',
      { expected: 'CreateEx with the same name: NOERROR', observed: answerOf(recreated) },
      [close, recreated],
    );
  }
  return pass('Close answered NOERROR and the set was gone', [close, ...reopened, recreated]);
};
