import { conduct } from '../findings/conduct.js';
import { calls, inconclusive, ofKind, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { endOf } from '../findings/process-end.js';

/** A hazard: whether the process survived is recorded; either way the target does what the page says. */
export const judge: Judge = (events) => {
  const entered = ofKind(events, 'agent').find((event) => event.what === 'entered');
  const unload = ofKind(events, 'unload')[0];
  const end = ofKind(events, 'process-end').find((event) => event.role === 'server');
  // The hazard ends the process in unloading, or on the agent's thread; in any other call it is the target's own.
  const own = calls(events, { role: 'server' }).find(
    ({ method, outcome }) => outcome.how === 'process-ended' && method !== 'ExecuteCompletionAgent',
  );
  const misconduct = conduct(events, own ? {} : { crashOf: 'server' });
  if (misconduct) return misconduct;
  if (!end) return inconclusive('the library was not unloaded under a running agent', [entered, unload]);
  if (end.exitCode !== 0) {
    return pass(`hazard observed: the process ended with ${endOf(end)}`, [entered, unload, end]);
  }
  if (unload?.canUnload == null) return inconclusive('the library was not unloaded', [end]);
  const because = unload.stillLoaded === true ? 'the system kept the library loaded' : 'the process survived';
  return pass(`hazard not observed: ${because}`, [entered, unload, end]);
};
