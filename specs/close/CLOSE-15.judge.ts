import type { CallEvent } from '../../harness/history/history.js';
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
  type Events,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import type { ContradictionId } from '../rules/contradictions.js';

/** The documented result; the client told of the abort where there is one (and only there); the set gone. */
export const judge: Judge = (events, { state, result, aborted }) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');
  if (!answered(close, String(result))) {
    return fail(
      `Close in the state ${String(state)} did not have its documented result`,
      {
        expected: String(result),
        observed: answerOf(close),
        contradiction: saidElsewhere(events, close, result),
      },
      [close],
    );
  }

  const told = calls(events, { role: 'client', method: 'GetConfiguration' }).find(
    (call) => (call.endNs ?? 0) > close.atNs,
  );
  if (!told) return inconclusive('the client did not ask after Close', [close]);
  const sawAbort = answered(told, 'VD_E_ABORT');
  if (aborted === true ? !sawAbort : sawAbort) {
    return fail(
      aborted === true
        ? 'the client was not told of the abort'
        : 'the client of a set that had ended was told of an abort',
      { expected: aborted === true ? 'VD_E_ABORT' : 'anything but VD_E_ABORT', observed: answerOf(told) },
      [close, told],
    );
  }
  if (aborted !== true) return pass('Close answered as documented, without an abort', [close, told]);

  const reopened = calls(events, { role: 'server', method: 'Open', interface: SERVER_SET })[1];
  if (!reopened) return inconclusive('the name was not opened again', [close]);
  if (!refused(reopened)) {
    return fail(
      'the set could still be opened by its name',
      { expected: 'Open of the name fails', observed: answerOf(reopened) },
      [close, reopened],
    );
  }
  return pass('Close answered as documented, the client was told, the set was gone', [close, told, reopened]);
};

/** The contradiction of which the answer is the side that is not certified, if it is one. */
function saidElsewhere(events: Events, close: CallEvent, result: unknown): ContradictionId | undefined {
  if (result === 'VD_E_PROTOCOL' && answered(close, 'NOERROR'))
    return 'contradiction.close-with-open-devices';
  const aborted = calls(events, { method: 'SignalAbort' }).some((call) => call.n < close.n);
  return aborted && answered(close, 'VD_E_PROTOCOL') ? 'contradiction.close-after-abort' : undefined;
}
