import { departed, WRITTEN } from '../findings/client-departure.js';
import { ONE_MISSING, programRuns } from '../findings/client.js';
import { clientConduct, judgeStopped } from '../findings/client-conduct.js';
import { saysSuccess, transfers } from '../findings/engine.js';
import { calls, fail, inconclusive, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** Nothing can be written to a medium: the backup must not succeed. */
export const judge: Judge = (events, { medium }) => {
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const [run] = programRuns(events);
  if (run === undefined) return inconclusive('no client was started');
  const [statement] = transfers(events);
  if (
    medium === ONE_MISSING &&
    run.told?.succeeded === true &&
    (statement === undefined || saysSuccess(statement))
  ) {
    const reason = 'the client keeps the medium of its second device elsewhere, so it was not in the way';
    return { verdict: 'not-applicable', reason, decidedBy: [run.told.n] };
  }
  if (run.told?.succeeded === true || (statement !== undefined && saysSuccess(statement))) {
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
  return (
    judgeStopped(events, run) ??
    pass('the medium was full: the backup failed, and the client closed its set and ended', [
      statement,
      run.end ?? undefined,
    ])
  );
};
