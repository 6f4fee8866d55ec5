import { departed, WRITTEN } from '../findings/client-departure.js';
import { endOfCall, programRuns, setsOf } from '../findings/client.js';
import { fail, pass } from '../findings/evidence.js';
import { judgeInside } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** No thread is in the library when its objects are given back, or the process ends. */
export const judge: Judge = judgeInside(({ events }) => {
  const runs = programRuns(events);
  for (const run of runs) {
    const inside = run.calls.find(({ outcome }) => outcome.how === 'process-ended');
    if (inside !== undefined) {
      return fail(
        `the client’s process ended while a thread of it was in ${inside.method}`,
        {
          expected: 'every thread has returned from the library',
          observed: `${inside.method} had not returned`,
          ...departed(
            run.end,
            `ended with a thread in ${inside.method}`,
            'wait for its threads',
            WRITTEN.close,
          ),
        },
        [inside, run.end ?? undefined],
      );
    }
    for (const { calls: own } of setsOf(run)) {
      const close = own.find(({ method }) => method === 'Close');
      const late = close && own.find((call) => USES.has(call.method) && call.atNs > endOfCall(close));
      if (late !== undefined) {
        return fail(
          `the client called ${late.method} when it had closed its set`,
          {
            expected: 'nothing but Release after Close',
            observed: late.method,
            ...departed(
              late,
              `called ${late.method} after Close`,
              'release its objects only',
              WRITTEN.clientClose,
            ),
          },
          [close, late],
        );
      }
      const release = own.find(({ method, object }) => method === 'Release' && object.startsWith('set'));
      const within =
        release &&
        own.find(
          (call) => USES.has(call.method) && call.atNs < release.atNs && endOfCall(call) > release.atNs,
        );
      if (within !== undefined) {
        return fail(
          `the client gave back its set while a thread of it was in ${within.method}`,
          {
            expected: 'its threads have returned first',
            observed: `${within.method} returned later`,
            ...departed(
              release,
              `released its set with a thread in ${within.method}`,
              'wait for its threads',
              WRITTEN.close,
            ),
          },
          [within, release],
        );
      }
    }
  }
  return pass(
    'every thread had left the library in time',
    runs.map(({ end }) => end ?? undefined),
  );
});

const USES = new Set(['GetCommand', 'CompleteCommand', 'GetConfiguration', 'OpenDevice']);
