import {
  CLIENT_SET,
  calls,
  ERROR_OPERATION_ABORTED,
  inconclusive,
  pass,
  succeeded,
} from '../findings/evidence.js';
import { judgeGone, judgeToldFailure } from '../findings/backup-failed.js';
import { engineConduct, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';

/** The abort is told with its error, to the session and in ERRORLOG; nothing is left. */
export const judge: Judge = (events) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  const abort = calls(events, { role: 'client', interface: CLIENT_SET, method: 'SignalAbort' }).find(
    succeeded,
  );
  if (!statement || !abort) return inconclusive('the client did not abort a backup', [statement, abort]);
  return (
    judgeToldFailure(events, statement, { osError: ERROR_OPERATION_ABORTED }) ??
    judgeGone(events, statement) ??
    pass('the abort was told, and nothing was left of the set', [abort, statement])
  );
};
