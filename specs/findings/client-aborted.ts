import { programRuns } from './client.js';
import { cameAbout, clientConduct, isJudgement, judgeStopped } from './client-conduct.js';
import { inconclusive, pass } from './evidence.js';
import type { Judge } from './judge-history.js';

/**
 * The judge of every way in which the server ends a set that the client uses: the client ends by itself within its limit, does not
 * crash, closes its set once, and leaves nothing.
 * @param what happened, for a reader.
 */
export function judgeAborted(what: string): Judge {
  return (events) => {
    const misconduct = clientConduct(events);
    if (misconduct) return misconduct;
    const acted = cameAbout(events);
    if (isJudgement(acted)) return acted;
    const [run] = programRuns(events);
    if (run === undefined) return inconclusive('no client was started');
    return (
      judgeStopped(events, run) ??
      pass(`${what}: the client closed its set and ended, and left nothing`, [acted, run.end ?? undefined])
    );
  };
}
