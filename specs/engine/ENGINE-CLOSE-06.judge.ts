import { calls, CLIENT_DEVICE, inconclusive, pass } from '../findings/evidence.js';
import { judgeGone, judgeToldFailure } from '../findings/backup-failed.js';
import { judgeTold } from '../findings/client-told.js';
import { engineConduct, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** The statement ends with an error, the client is told on every device, nothing is left. */
export const judge: Judge = (events, { devices }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  const failure = calls(events, { role: 'client', interface: CLIENT_DEVICE, method: 'CompleteCommand' }).find(
    ({ args }) => args['completionCode'] !== 0,
  );
  if (!statement || !failure)
    return inconclusive('no command was completed with an error', [statement, failure]);
  return (
    judgeToldFailure(events, statement) ??
    judgeTold(events, statement, Number(devices)) ??
    judgeGone(events, statement) ??
    pass('the error ended the statement, the client was told, and nothing was left of the set', [
      failure,
      statement,
    ])
  );
};
