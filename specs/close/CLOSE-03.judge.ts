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
  theClose,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** What is called after Close: every method of the interface but Close itself. */
export const METHODS = [
  'GetConfiguration',
  'BeginConfiguration',
  'RequestBuffers',
  'QueryAvailableBuffers',
  'EndConfiguration',
  'OpenDevice',
  'ExecuteCompletionAgent',
  'AllocateBuffer',
  'FreeBuffer',
  'IsSharedBuffer',
  'SignalAbort',
  'Open',
] as const;

/** IsSharedBuffer answers 1 (shared) or 0 (not): it refuses by not answering 1. */
function isRefusal(call: CallEvent): boolean {
  if (call.method === 'IsSharedBuffer') return call.outcome.how === 'returned' && call.outcome.code !== 1;
  return refused(call);
}

/** Every method refuses, and the last Release answers zero. */
export const judge: Judge = (events) => {
  const close = theClose(events);
  const afterClose = close === undefined ? [] : events.slice(events.indexOf(close) + 1);
  const stuck = calls(afterClose, { role: 'server', object: 'set' }).find(
    (call) => call.outcome.how === 'no-answer',
  );
  if (stuck) {
    return fail(
      `${stuck.method} on the closed interface did not return`,
      { expected: 'it refuses', observed: answerOf(stuck) },
      [close, stuck],
    );
  }
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  if (!close) return inconclusive('Close was not called');

  const made = METHODS.map((method) => calls(afterClose, { role: 'server', object: 'set', method })[0]);
  const missing = METHODS.filter((_, index) => made[index] === undefined);
  if (missing.length > 0) return inconclusive(`not called after Close: ${missing.join(', ')}`, [close]);

  const obliging = made.find((call) => call !== undefined && !isRefusal(call));
  if (obliging) {
    return fail(
      `${obliging.method} did not refuse after Close`,
      {
        expected: 'a failing HRESULT',
        observed: answerOf(obliging),
        // The table has NOERROR for Open where the set does not exist.
        contradiction:
          obliging.method === 'Open' && answered(obliging, 'NOERROR')
            ? 'contradiction.open-after-close'
            : undefined,
      },
      [close, obliging],
    );
  }
  const release = calls(afterClose, { role: 'server', object: 'set', method: 'Release' }).at(-1);
  if (release?.outcome.how !== 'value') return inconclusive('the interface was not released', [close]);
  if (release.outcome.value !== 0) {
    return fail(
      'the last Release did not answer zero',
      { expected: '0', observed: String(release.outcome.value) },
      [close, release],
    );
  }
  return pass('every method refused, and Release reached zero', [close, ...made, release]);
};
