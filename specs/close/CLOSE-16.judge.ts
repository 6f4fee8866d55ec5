import type { CallEvent } from '../../harness/history/history.js';
import { conduct, notOfTheTarget } from '../findings/conduct.js';
import {
  answered,
  answerOf,
  calls,
  fail,
  inconclusive,
  ofKind,
  pass,
  sentCommands,
  succeeded,
  type Events,
} from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** Commands of the session that has to be undisturbed. */
export const TRANSFERS = 4;

/** Commands that were sent after this Close, and completed: what became of others is not this rule's matter. */
function transfersAfter(events: Events, close: CallEvent | undefined): number {
  const completed = new Set(
    ofKind(events, 'callback')
      .filter(({ completionCode }) => completionCode === 0)
      .map(({ command }) => command),
  );
  const sent = [...sentCommands(events)].filter(([, sending]) => sending.n > (close?.n ?? 0));
  return sent.filter(([command]) => completed.has(command)).length;
}

/**
 * Every Close that had nothing to close answered VD_E_PROTOCOL, and the session that it could have disturbed
 * ran to its normal end: if it could not go on, that is an effect. With which success code its own Close ends is
 * CLOSE-01's matter.
 */
export const judge: Judge = (events, { idle }) => {
  const onFirst = calls(events, { role: 'server', object: 'set', method: 'Close' });
  const idleCloses = idle === 'never-opened' ? onFirst.slice(0, 1) : onFirst.slice(1);
  const nameOf = (close: CallEvent): string =>
    idle === 'never-opened'
      ? 'Close of a set that was never opened'
      : `Close number ${onFirst.indexOf(close) + 1} of one set`;
  const wrong = idleCloses.find(
    (call) => call.outcome.how === 'returned' && !answered(call, 'VD_E_PROTOCOL'),
  );
  if (wrong) {
    return fail(`${nameOf(wrong)} did not refuse`, { expected: 'VD_E_PROTOCOL', observed: answerOf(wrong) }, [
      onFirst[0],
      wrong,
    ]);
  }
  if (idleCloses.some((call) => call.outcome.how !== 'returned')) {
    // A Close that ended the process, or never returned, says more than what could not follow it.
    const misconduct = conduct(events);
    if (misconduct) return misconduct;
  }
  const nobodys = notOfTheTarget(events);
  if (nobodys) return nobodys;
  const [abandoned] = ofKind(events, 'abandoned');
  const [firstIdle] = idleCloses;
  if (abandoned && firstIdle && firstIdle.n < abandoned.n) {
    return fail(
      'after a Close that should have changed nothing the session could not go on',
      { expected: 'a session as if it had not been called', observed: abandoned.why },
      [firstIdle, events.find((event) => event.n === abandoned.because), abandoned],
    );
  }
  const misconduct = conduct(events);
  if (misconduct) return misconduct;

  const needed = idle === 'never-opened' ? 1 : 2;
  if (idleCloses.length < needed) return inconclusive('Close was not called when there was nothing to close');
  const end = idle === 'never-opened' ? onFirst[1] : calls(events, { object: 'set-2', method: 'Close' })[0];
  if (!end) return inconclusive('the session did not come to its Close', [firstIdle]);
  const transferred = transfersAfter(events, firstIdle);
  if (!succeeded(end) || transferred !== TRANSFERS) {
    return fail(
      'a Close that should have changed nothing disturbed the session',
      {
        expected: `${TRANSFERS} commands completed, and Close succeeds`,
        observed: `${transferred} commands completed, and Close: ${answerOf(end)}`,
      },
      [firstIdle, end],
    );
  }
  return pass('Close with nothing to close refused and changed nothing', [...idleCloses, end]);
};
