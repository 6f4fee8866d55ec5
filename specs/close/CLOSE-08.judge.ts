import { conduct } from '../findings/conduct.js';
import { answerOf, fail, inconclusive, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { aroundClose } from '../findings/outstanding.js';

/** The agent returned, and every outstanding command had its callback before that, in native order. */
export const judge: Judge = (events, { outstanding }) => {
  const around = aroundClose(events);
  if (around?.agentCall?.outcome.how === 'no-answer') {
    return fail(
      'the agent did not return after Close',
      { expected: 'ExecuteCompletionAgent returns', observed: answerOf(around.agentCall) },
      [around.close, around.agentCall],
    );
  }
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  if (!around) return inconclusive('Close was not called');
  if (around.outstanding.length !== Number(outstanding)) {
    return inconclusive(
      `${around.outstanding.length} commands were outstanding at Close, not ${String(outstanding)}`,
      [around.close],
    );
  }
  const { agentEntered: entered, agentReturned: returned } = around;
  if (!entered || !returned) return inconclusive('the agent’s return was not recorded', [around.close]);

  const late = around.outstanding.filter(
    (command) => !command.callbacks.some((callback) => callback.order < returned.order),
  );
  if (late.length > 0) {
    const first = late[0];
    const callback = first?.callbacks[0];
    return fail(
      `the agent returned before ${late.length} of ${around.outstanding.length} outstanding commands were completed`,
      {
        expected: 'every callback before the agent’s return',
        observed: `command ${String(first?.number)} ${callback ? 'completed after it' : 'never completed'}`,
      },
      [around.close, first?.sending, returned, callback],
    );
  }
  return pass('the agent completed what was outstanding, then returned', [
    around.close,
    ...around.outstanding.map((command) => command.callbacks[0]),
    returned,
  ]);
};
