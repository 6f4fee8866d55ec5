import { departed, WRITTEN } from '../findings/client-departure.js';
import { clientConduct } from '../findings/client-conduct.js';
import { calls, fail, inconclusive, ofKind, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** Of no command that the interface has. */
const UNKNOWN = 99;

/** A command that the client cannot know is completed, and not with success. */
export const judge: Judge = (events) => {
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const sent = calls(events, { method: 'SendCommand' }).find(({ args }) => args['commandCode'] === UNKNOWN);
  const completion = ofKind(events, 'callback').find(({ command }) => command === sent?.args['command']);
  if (sent === undefined || completion === undefined)
    return inconclusive('no unknown command was sent and completed', [sent]);
  if (completion.completionCode === 0) {
    return fail(
      'a command that there is not was completed with success',
      {
        expected: 'an error, such as ERROR_NOT_SUPPORTED',
        observed: completion.completionName,
        ...departed(
          completion,
          'completed it with success',
          'complete it with ERROR_NOT_SUPPORTED',
          WRITTEN.completing,
        ),
      },
      [sent, completion],
    );
  }
  return pass(`an unknown command was completed with ${completion.completionName}`, [sent, completion]);
};
