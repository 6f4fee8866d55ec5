import { inconclusive, pass } from '../findings/evidence.js';
import { judgeGone, judgeToldFailure } from '../findings/backup-failed.js';
import { judgeTold, lastCommands } from '../findings/client-told.js';
import { engineConduct, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** The set is aborted without the client doing anything, and the statement ends with an error; nothing is left. */
export const judge: Judge = (events, { devices }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  if (!statement) return inconclusive('no backup was made');
  return (
    judgeTold(events, statement, Number(devices)) ??
    judgeToldFailure(events, statement) ??
    judgeGone(events, statement) ??
    pass('the time-out ended the statement, the client was told, and nothing was left of the set', [
      ...lastCommands(events),
      statement,
    ])
  );
};
