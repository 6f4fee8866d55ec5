import { programRuns } from '../findings/client.js';
import { cameAbout, clientConduct, isJudgement, judgeNotSucceeded } from '../findings/client-conduct.js';
import { inconclusive, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** Whoever started the client learns from it that the backup failed. */
export const judge: Judge = (events, { database }) => {
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const [run] = programRuns(events);
  // A database of its own: there is none of that name, and no server has come.
  if (database !== undefined && run !== undefined)
    return judgeNotSucceeded(run, 'refused') ?? pass('failure was told', [run.told ?? undefined]);
  const acted = cameAbout(events);
  if (isJudgement(acted)) return acted;
  if (run === undefined) return inconclusive('no client was started');
  return judgeNotSucceeded(run) ?? pass('failure was told', [acted, run.told ?? undefined]);
};
