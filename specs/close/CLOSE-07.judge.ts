import type { CallEvent } from '../../harness/history/history.js';
import { conduct } from '../findings/conduct.js';
import {
  answered,
  answerOf,
  calls,
  ERROR_OPERATION_ABORTED,
  fail,
  inconclusive,
  ofKind,
  pass,
  theClose,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import type { ContradictionId } from '../rules/contradictions.js';

/** Label of the look at the buffers that the client holds. */
export const HELD = 'held by the client';

/** What each of the client’s calls has to answer once the server has closed. */
const ANSWERS: Readonly<Record<string, string>> = {
  GetCommand: 'VD_E_ABORT',
  GetConfiguration: 'VD_E_ABORT',
  CompleteCommand: 'VD_E_ABORT',
  SignalAbort: 'NOERROR',
  Close: 'NOERROR',
};

export const judge: Judge = (events, { waiting, held }) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');

  // A call counts from when it ended: those that waited during Close began before it.
  const closedAt = close.atNs;
  const later = calls(events, { role: 'client' }).filter(
    (call) => call.method in ANSWERS && (call.endNs ?? 0) > closedAt,
  );
  const wrong = later.find((call) => !answered(call, expectedOf(call)));
  if (wrong) {
    const when = wrong.atNs < closedAt ? 'waiting' : 'called';
    return fail(
      `the client’s ${wrong.method}, ${when} when the server had closed, did not answer as after SignalAbort`,
      { expected: expectedOf(wrong), observed: answerOf(wrong), contradiction: saidElsewhere(wrong) },
      [close, wrong],
    );
  }

  const lost = ofKind(events, 'buffer').find((event) => event.label === HELD && !event.intact);
  if (lost) {
    return fail(
      'a buffer that the client holds was not left alone until its own Close',
      { expected: 'its content unchanged', observed: `changed or not readable at ${lost.address}` },
      [close, lost],
    );
  }
  const completion = later.find((call) => call.method === 'CompleteCommand');
  const effect = ofKind(events, 'callback').find(
    (event) => completion && event.atNs > completion.atNs && event.completionCode !== ERROR_OPERATION_ABORTED,
  );
  if (effect) {
    return fail(
      'a completion by the client after the abort had an effect',
      {
        expected: 'no effect',
        observed: `command ${effect.command} completed with ${effect.completionName}`,
      },
      [close, completion, effect],
    );
  }

  const waited = later.filter((call) => call.atNs < closedAt).length;
  const needed = ['GetCommand', 'GetConfiguration', 'SignalAbort', 'Close'].filter(
    (method) => method !== 'GetCommand' || calls(events, { role: 'client', method: 'OpenDevice' }).length > 0,
  );
  if (waited < Number(waiting) || !needed.every((method) => later.some((call) => call.method === method))) {
    return inconclusive('not every call was made that the client can make', [close]);
  }
  const looked = ofKind(events, 'buffer').some((event) => event.label === HELD);
  if (Number(held) > 0 && (!looked || !completion)) {
    return inconclusive('the held commands were not looked at and completed', [close]);
  }
  return pass('the client was told of the abort in every call', [close, ...later]);
};

function expectedOf(call: CallEvent): string {
  return ANSWERS[call.method] ?? '';
}

/** The contradiction of which the answer is the side that is not certified, if it is one. */
function saidElsewhere(call: CallEvent): ContradictionId | undefined {
  if (call.method === 'CompleteCommand' && answered(call, 'NOERROR'))
    return 'contradiction.completion-after-abort';
  if (call.method === 'Close' && answered(call, 'VD_E_OPEN')) return 'contradiction.client-close-after-abort';
  return undefined;
}
