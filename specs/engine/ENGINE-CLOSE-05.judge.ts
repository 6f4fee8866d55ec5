import { answerOf, CLIENT_SET, calls, fail, inconclusive, ofKind, pass } from '../findings/evidence.js';
import { judgeGone, judgeNotRemembered } from '../findings/backup-failed.js';
import { lastCommands, toldOfEnd } from '../findings/client-told.js';
import { CLIENT_LIVES, endingOf, engineConduct, errorsOf, nameOf, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** No success; the client is told once the statement is over, at the latest; nothing is left. */
export const judge: Judge = (events, { by }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  if (!statement) return inconclusive('no backup was made');
  const kill = ofKind(events, 'statement').find(({ text }) => text.startsWith('KILL'));
  if (by === 'kill' && (!kill || errorsOf(kill).length > 0)) {
    return inconclusive('the session was not killed', [kill, statement]);
  }
  if (statement.ending.how === 'completed') {
    return fail(
      `${nameOf(statement)} ended as if it had not been ${by === 'kill' ? 'killed' : 'cancelled'}`,
      { expected: 'it is cancelled, or ends with an error', observed: endingOf(statement) },
      [kill, statement],
    );
  }
  const [close] = calls(events, { role: 'client', interface: CLIENT_SET, method: 'Close' });
  const untold = lastCommands(events).find((call) => !toldOfEnd(call));
  // A server may wait for its client; one that has ended its statement waits for nobody. A session that was killed loses its
  // connection, and may have its statement rolled back after that.
  const rollingBack = ofKind(events, 'killed-session').some(
    ({ label, listed }) => label === CLIENT_LIVES && listed,
  );
  if (untold && !rollingBack && statement.endNs < (untold.endNs ?? 0)) {
    return fail(
      `${nameOf(statement)} was over, and the client was not told`,
      { expected: 'GetCommand answers VD_E_ABORT or VD_E_CLOSE', observed: answerOf(untold) },
      [statement, untold],
    );
  }
  return (
    judgeNotRemembered(events, statement) ??
    judgeGone(events, statement) ??
    pass(
      untold
        ? 'the statement waited for its client, and ended with it; nothing was left of the set'
        : 'the statement ended, the client was told, and nothing was left of the set',
      [kill, statement, close],
    )
  );
};
