import { inconclusive, ofKind, pass } from '../findings/evidence.js';
import { judgeGone, judgeToldFailure } from '../findings/backup-failed.js';
import { engineConduct, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** The statement ends with an error once the client is dead; nothing is left. */
export const judge: Judge = (events) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  const death = ofKind(events, 'process-end').find((end) => end.cause === 'killed-by-scenario');
  if (!statement || !death) return inconclusive('no client died during a backup', [statement, death]);
  return (
    judgeToldFailure(events, statement) ??
    judgeGone(events, statement) ??
    pass('the statement ended with the client, and nothing was left of the set', [death, statement])
  );
};
