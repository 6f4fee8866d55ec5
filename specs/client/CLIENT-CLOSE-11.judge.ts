import { programRuns } from '../findings/client.js';
import { clientConduct, judgeStopped } from '../findings/client-conduct.js';
import { inconclusive, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** BACKUP was refused, so no server ever opens the set. */
export const judge: Judge = (events) => {
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const [run] = programRuns(events);
  if (run === undefined) return inconclusive('no client was started');
  return (
    judgeStopped(events, run) ??
    pass('the backup was refused: the client closed its set and ended', [run.end ?? undefined])
  );
};
