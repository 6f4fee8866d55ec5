import type { CallEvent } from '../../harness/history/history.js';
import { departed, WRITTEN } from '../findings/client-departure.js';
import { endOfCall } from '../findings/client.js';
import { insideView, toldOfAbort } from '../findings/client-conduct.js';
import { CLIENT_DEVICE, CLIENT_SET, fail, inconclusive, pass } from '../findings/evidence.js';
import { afterTheAct, judgeClient } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** What goes on with a backup. */
const USES = new Set(['GetConfiguration', 'OpenDevice', 'GetCommand', 'CompleteCommand']);

/** The work of a device that was told of the abort does not go on, on whatever thread; nor does that of a thread on the set. */
export const judge: Judge = judgeClient(
  afterTheAct(({ run }, acted) => {
    const outside = insideView(run);
    if (outside) return outside;
    for (const own of whoAreTold(run.calls)) {
      const told = toldOfAbort({ calls: own });
      if (told === undefined) continue;
      const after = own.find((call) => USES.has(call.method) && call.atNs >= endOfCall(told));
      if (after !== undefined) {
        return fail(
          `after it was told of the abort the client called ${after.method}`,
          {
            expected: 'nothing but Release on that device, and SignalAbort, Close and Release on the set',
            observed: after.method,
            // One place has completions ignored, and says of no refusal.
            contradiction:
              after.method === 'CompleteCommand' ? 'contradiction.completion-after-abort' : undefined,
            ...departed(
              after,
              `called ${after.method} after VD_E_ABORT`,
              'stop, and close the set',
              WRITTEN.abort,
            ),
          },
          [acted, told, after],
        );
      }
    }
    const told = toldOfAbort(run);
    return told === undefined
      ? inconclusive('no call told the client of the abort', [acted, run.end ?? undefined])
      : pass('once told of the abort, nothing went on', [acted, told]);
  }),
);

/**
 * The calls on each device, by whatever thread: a program whose calls are made by a pool's threads makes the next one on another. And the
 * calls of each thread on sets, which any thread may use, and which may not know yet.
 */
function whoAreTold(all: readonly CallEvent[]): CallEvent[][] {
  const threads = [...new Set(all.map(({ thread }) => thread))];
  const deviceOf = ({ role, object }: CallEvent): string => `${role} ${object}`;
  const onDevices = all.filter((call) => call.interface === CLIENT_DEVICE);
  const devices = [...new Set(onDevices.map(deviceOf))];
  return [
    ...threads.map((thread) => all.filter((call) => call.thread === thread && call.interface === CLIENT_SET)),
    ...devices.map((device) => onDevices.filter((call) => deviceOf(call) === device)),
  ];
}
