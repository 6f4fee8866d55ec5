import { departed, WRITTEN } from '../findings/client-departure.js';
import { programRuns } from '../findings/client.js';
import { clientConduct, insideView } from '../findings/client-conduct.js';
import { calls, fail, inconclusive, ofKind, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** A buffer is the server's again once its command is completed. */
export const judge: Judge = (events) => {
  const [stray] = ofKind(events, 'stray-write');
  if (stray !== undefined) {
    const completed = calls(events, { method: 'CompleteCommand' }).findLast(({ atNs }) => atNs < stray.atNs);
    return fail(
      'the client wrote to a buffer whose command it had completed',
      {
        expected: 'the buffer is left alone',
        observed: `a write within ${stray.size} bytes at ${stray.buffer}`,
        ...departed(
          stray,
          'wrote to the buffer',
          'leave it alone once its command is completed',
          WRITTEN.completing,
        ),
      },
      [completed, stray],
    );
  }
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const [backup, restore] = programRuns(events);
  if (backup === undefined || restore === undefined) return inconclusive('nothing was restored');
  const outside = insideView(restore);
  if (outside) return outside;
  const read = restore.calls.filter(
    ({ method, args }) => method === 'CompleteCommand' && args['checksum'] !== undefined,
  );
  if (read.length === 0) return inconclusive('no data was read', [restore.end ?? undefined]);
  return pass(`${read.length} buffers were left alone once they were the server’s`, [
    restore.end ?? undefined,
  ]);
};
