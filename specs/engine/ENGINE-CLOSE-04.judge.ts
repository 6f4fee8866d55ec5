import { answered, CLIENT_SET, calls, inconclusive, pass } from '../findings/evidence.js';
import { judgeGone, judgeToldFailure } from '../findings/backup-failed.js';
import { engineConduct, saysSuccess, transfers } from '../findings/engine.js';
import type { Judge } from '../findings/judge-history.js';
import type { ContradictionId } from '../rules/contradictions.js';

/** The statement ends with an error once the client has closed the set; nothing is left. */
export const judge: Judge = (events) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  const [close] = calls(events, { role: 'client', interface: CLIENT_SET, method: 'Close' });
  if (!statement || !close) return inconclusive('the client did not close the set', [statement, close]);
  const told = judgeToldFailure(events, statement);
  // A Close that answers NOERROR and aborts nothing is the table's.
  if (told?.verdict === 'fail' && saysSuccess(statement) && answered(close, 'NOERROR'))
    return {
      ...told,
      contradiction: 'contradiction.client-close-with-open-devices' satisfies ContradictionId,
    };
  return (
    told ??
    judgeGone(events, statement) ??
    pass('the statement ended with the client’s Close, and nothing was left of the set', [close, statement])
  );
};
