import { stopped } from '../findings/client-aborted.js';
import { inconclusive, ofKind } from '../findings/evidence.js';
import { judgeClient } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** The session of the backup was killed. */
export const judge: Judge = judgeClient(({ events, run }) => {
  const kill = ofKind(events, 'statement').find(({ text }) => text.startsWith('KILL '));
  if (kill === undefined) return inconclusive('no session was killed', [run.end ?? undefined]);
  return stopped(events, run, 'the session was killed: the client closed its set and ended', kill);
});
