import { answered, answerOf, fail, inconclusive, pass } from '../findings/evidence.js';
import { lastCommands } from '../findings/client-told.js';
import { endingOf, engineConduct, errorsOf, saysSuccess, SUCCESS, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** The session and the client of the other backup, by their names in the scenario. */
export const OTHER = { sql: 'other-sql', client: 'other-client' };

/** The other backup goes on to its success, and its client sees no abort. */
export const judge: Judge = (events, { end }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const ended = transfers(events).find(({ session }) => session !== OTHER.sql);
  const [other] = transfers(events, OTHER.sql);
  if (!ended || !other) return inconclusive('there were no two backups', [ended, other]);
  if (ended.ending.how === 'completed' && errorsOf(ended).length === 0) {
    return inconclusive('the first backup did not end badly', [ended]);
  }
  const lasts = lastCommands(events, OTHER.client);
  const disturbed = lasts.find((call) => !answered(call, 'VD_E_CLOSE'));
  if (disturbed) {
    return fail(
      `when a backup ended by ${String(end)}, the client of another was disturbed on ${disturbed.object}`,
      { expected: 'its last GetCommand of each device answers VD_E_CLOSE', observed: answerOf(disturbed) },
      [ended, disturbed, other],
    );
  }
  if (!saysSuccess(other)) {
    return fail(
      `when a backup ended by ${String(end)}, another beside it did not succeed`,
      { expected: `message ${SUCCESS}, and no error`, observed: endingOf(other) },
      [ended, other],
    );
  }
  return pass('the backup beside it succeeded, and its client saw no abort', [ended, other, ...lasts]);
};
