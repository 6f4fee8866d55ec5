import { judgeNotSucceeded } from '../findings/client-conduct.js';
import { pass } from '../findings/evidence.js';
import { afterTheAct, judgeClient } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

const aborted = afterTheAct(
  ({ run }, acted) => judgeNotSucceeded(run) ?? pass('failure was told', [acted, run.told ?? undefined]),
);

/** Whoever started the client learns from it that the backup failed. */
export const judge: Judge = judgeClient((seen) => {
  const { parameters, run } = seen;
  // A database of its own: there is none of that name, and no server has come.
  if (parameters['database'] === undefined) return aborted(seen);
  return judgeNotSucceeded(run, 'refused') ?? pass('failure was told', [run.told ?? undefined]);
});
