import { judgeNormalEnd } from '../findings/client-normal-end.js';
import { programRuns } from '../findings/client.js';
import type { Judge } from '../findings/judge-history.js';

/** A client that asks for a prefix zone gets one, and its backups are none the worse. */
export const judge: Judge = (events) => {
  const [run] = programRuns(events);
  // A program that was started by the one of the command line may be the client.
  const made = run?.calls.find(({ method }) => method.startsWith('Create'));
  const config = made?.args['config'];
  const size = typeof config === 'object' && config !== null ? config['prefixZoneSize'] : undefined;
  if (made !== undefined && size === 0)
    return { verdict: 'not-applicable', reason: 'the client asks for no prefix zone', decidedBy: [made.n] };
  return judgeNormalEnd(events, {});
};
