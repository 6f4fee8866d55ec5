import { answered, answerOf, CLIENT_SET, calls, fail, inconclusive, pass } from '../findings/evidence.js';
import { judgeGone, judgeToldFailure } from '../findings/backup-failed.js';
import { engineConduct, errorsOf, nameOf, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** No such database; the device cannot be opened; the log-in is no sysadmin. */
const NOT_ABOUT_THE_SET: ReadonlySet<number> = new Set([911, 3201, 3265]);

/** The statement ends with an error; the client that waits for the configuration is told of the abort; nothing is left. */
export const judge: Judge = (events) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  const [told] = calls(events, { role: 'client', interface: CLIENT_SET, method: 'GetConfiguration' });
  if (!statement || !told) return inconclusive('no configuration was asked for', [statement, told]);
  // It never came to the set: that is about the database, the log-in or the machine.
  const elsewhere = errorsOf(statement).find(({ number }) => NOT_ABOUT_THE_SET.has(number));
  if (elsewhere) {
    return inconclusive(`${nameOf(statement)} did not open the set: ${elsewhere.number}: ${elsewhere.text}`, [
      statement,
      told,
    ]);
  }
  if (!answered(told, 'VD_E_ABORT')) {
    return fail(
      `the client was not told that ${nameOf(statement)} had refused its configuration`,
      { expected: 'GetConfiguration answers VD_E_ABORT', observed: answerOf(told) },
      [statement, told],
    );
  }
  return (
    judgeToldFailure(events, statement) ??
    judgeGone(events, statement) ??
    pass('the configuration was refused, the client was told, and nothing was left of the set', [
      told,
      statement,
    ])
  );
};
