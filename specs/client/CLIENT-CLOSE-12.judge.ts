import { programRuns } from '../findings/client.js';
import { clientConduct, judgeStopped } from '../findings/client-conduct.js';
import { inconclusive, ofKind, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** The session of the backup was killed. */
export const judge: Judge = (events) => {
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const [run] = programRuns(events);
  const kill = ofKind(events, 'statement').find(({ text }) => text.startsWith('KILL '));
  if (run === undefined || kill === undefined)
    return inconclusive('no session was killed', [run?.end ?? undefined]);
  return (
    judgeStopped(events, run) ??
    pass('the session was killed: the client closed its set and ended', [kill, run.end ?? undefined])
  );
};
