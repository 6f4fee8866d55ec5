import { answered, answerOf, CLIENT_SET, calls, fail, inconclusive, pass } from '../findings/evidence.js';
import { endingOf, engineConduct, saysSuccess, SUCCESS, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** After the first backup a set of the same name is created, and backed up to. */
export const judge: Judge = (events, { end }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [first, second] = transfers(events);
  const created = calls(events, { interface: CLIENT_SET, method: 'CreateEx' })[1];
  if (!first || !created) return inconclusive('the name was not used a second time', [first, created]);
  if (!answered(created, 'NOERROR')) {
    return fail(
      `after ${String(end)} the client could not create a set of the same name`,
      { expected: 'NOERROR', observed: answerOf(created) },
      [first, created],
    );
  }
  if (!second) return inconclusive('no second backup was made', [first, created]);
  if (!saysSuccess(second)) {
    return fail(
      `after ${String(end)} a backup to a set of the same name did not succeed`,
      { expected: `message ${SUCCESS}, and no error`, observed: endingOf(second) },
      [first, created, second],
    );
  }
  return pass('a set of the same name was created and backed up to at once', [first, created, second]);
};
