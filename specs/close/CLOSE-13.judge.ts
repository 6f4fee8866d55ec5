import type { CallEvent, EventOf } from '../../harness/history/history.js';
import { conduct } from '../findings/conduct.js';
import {
  answerOf,
  calls,
  documentsDisagree,
  fail,
  inconclusive,
  ofKind,
  pass,
  succeeded,
  theClose,
  type Events,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { endOf } from '../findings/process-end.js';
import { describe, leftBehind, resourcesAt } from '../findings/resources.js';

/** Labels of the looks at the process before Open, and when the library is unloaded. */
export const BEFORE_OPEN = 'before Open';
export const UNLOADED = 'unloaded';

/**
 * The agent returned, then DllCanUnloadNow agreed, then no thread ran on in what was gone, and the process lived on
 * and ended in order.
 */
export const judge: Judge = (events) => {
  const close = theClose(events);
  const agent = calls(events, { role: 'server', method: 'ExecuteCompletionAgent' })[0];
  if (agent?.outcome.how === 'no-answer') {
    return fail(
      'the agent did not return after Close, so the library can never be unloaded',
      { expected: 'ExecuteCompletionAgent returns', observed: answerOf(agent) },
      [close, agent],
    );
  }
  const end = ofKind(events, 'process-end').find((event) => event.role === 'server');
  // Asked of a process that had ended, it is no unloading.
  const unload = ofKind(events, 'unload').find((event) => !end || event.atNs <= end.atNs);
  const misconduct = conduct(events, unload ? { crashOf: 'server' } : {});
  if (misconduct) return misconduct;
  if (!close || !agent || !unload) return inconclusive('the library was not unloaded after Close', [close]);

  if (unload.canUnload === null) {
    return fail(
      'the process did not survive the unloading of the library',
      { expected: 'it goes on, and ends in order', observed: end ? endOf(end) : 'no answer' },
      [close, agent, unload, end],
    );
  }
  if (unload.canUnload.code !== 0) {
    return fail(
      'with everything released the library says that it cannot be unloaded',
      { expected: 'DllCanUnloadNow: S_OK', observed: unload.canUnload.name },
      [close, agent, unload],
    );
  }
  if (!end) return inconclusive('the end of the process after unloading was not seen', [unload]);
  if (end.exitCode !== 0) {
    return fail(
      'the process did not survive the unloading of the library',
      { expected: 'it goes on, and ends in order', observed: endOf(end) },
      [close, agent, unload, end],
    );
  }
  const before = resourcesAt(events, BEFORE_OPEN);
  const after = resourcesAt(events, UNLOADED);
  if (!before || !after) return inconclusive('the threads were not looked at after unloading', [unload]);
  // A thread that is there when its code is not faults when it wakes: seen here or not.
  const threads = leftBehind(before, after, ['mapping', 'descriptor']);
  if (threads.length > 0) {
    return fail(
      'the library was unloaded while a thread of its own was there',
      { expected: 'the threads of before Open', observed: `${describe(threads)} more` },
      [before, unload, after],
    );
  }
  const early = returnedBefore(close, events);
  if (early) {
    return documentsDisagree(
      'the agent returned once every device was closed, before Close, and the library was unloaded safely',
      'contradiction.agent-end',
      [early, close, agent, unload, end],
    );
  }
  return pass('the agent returned, and the library was unloaded safely', [close, agent, unload, end]);
};

/** The agent's return, if it came before Close was called and when every device that was opened was closed. */
function returnedBefore(close: CallEvent, events: Events): EventOf<'agent'> | undefined {
  const returned = ofKind(events, 'agent').find(
    ({ role, what, atNs }) => role === 'server' && what === 'returned' && atNs < close.atNs,
  );
  if (!returned) return undefined;
  const devices = (method: string): number =>
    calls(events, { role: 'server', method }).filter((call) => succeeded(call) && call.atNs < returned.atNs)
      .length;
  return devices('CloseDevice') >= Math.max(1, devices('OpenDevice')) ? returned : undefined;
}
