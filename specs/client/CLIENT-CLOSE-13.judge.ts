import { departed, WRITTEN } from '../findings/client-departure.js';
import { stopped } from '../findings/client-aborted.js';
import { ONE_MISSING } from '../findings/client.js';
import { saysSuccess, transfers } from '../findings/engine.js';
import { calls, fail } from '../findings/evidence.js';
import { judgeClient } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** Nothing can be written to a medium: the backup must not succeed. */
export const judge: Judge = judgeClient(({ events, parameters: { medium }, run }) => {
  const [statement] = transfers(events);
  const succeeded = statement === undefined ? null : saysSuccess(statement);
  if (medium === ONE_MISSING && run.told?.succeeded === true && succeeded !== false) {
    const reason = 'the client keeps the medium of its second device elsewhere, so it was not in the way';
    return { verdict: 'not-applicable', reason, decidedBy: [run.told.n] };
  }
  if (run.told?.succeeded === true || succeeded === true) {
    const completed = calls(events, { method: 'CompleteCommand' }).findLast(
      ({ args }) => args['completionCode'] === 0 && Number(args['bytesTransferred']) > 0,
    );
    return fail(
      'a backup of which nothing could be written was told to be a success',
      {
        expected: 'a command that is completed with an error, or an abort',
        observed: 'success',
        ...departed(
          completed,
          'completed a write with success',
          'complete it with an error, or abort',
          WRITTEN.completing,
        ),
      },
      [completed, statement, run.told ?? undefined],
    );
  }
  const reason = 'the medium was full: the backup failed, and the client closed its set and ended';
  return stopped(events, run, reason, statement);
});
