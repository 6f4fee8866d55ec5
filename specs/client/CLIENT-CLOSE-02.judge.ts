import { departed, WRITTEN } from '../findings/client-departure.js';
import { clientConduct } from '../findings/client-conduct.js';
import { dataOf, type Carried } from '../findings/client-data.js';
import { statementsFailed } from '../findings/client-normal-end.js';
import { fail, inconclusive, ofKind, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

/** What a restore reads is what the backup wrote, byte for byte. */
export const judge: Judge = (events) => {
  const misconduct = clientConduct(events);
  if (misconduct) return misconduct;
  const [backup, restore] = ofKind(events, 'program').map(({ role }) => role);
  if (backup === undefined || restore === undefined) return inconclusive('no backup was restored');
  const read = dataOf(events, restore, 'Read');
  for (const [device, written] of dataOf(events, backup, 'Write')) {
    const back = read.get(device);
    const at = firstDifference(written, back);
    if (at === null) continue;
    return fail(
      'a restore was given other bytes than the backup had written',
      {
        expected: 'the bytes of the backup',
        observed: `others in transfer ${at + 1} of ${device}, of ${written.sizes[at] ?? 0} bytes`,
        ...departed(
          back?.calls[at],
          'gave back other bytes',
          'give back those of the backup',
          WRITTEN.completing,
        ),
      },
      [written.calls[at], back?.calls[at]],
    );
  }
  return (
    statementsFailed(events) ?? pass('what was restored is what was backed up', ofKind(events, 'program-end'))
  );
};

/** Of the transfers that are cut alike. Where they are not, the checksums are of other bytes: SQL Server's word has to do. */
function firstDifference(written: Carried, back: Carried | undefined): number | null {
  for (const [at, sum] of (back?.checksums ?? []).entries()) {
    if (back?.sizes[at] !== written.sizes[at]) return null;
    if (sum !== written.checksums[at]) return at;
  }
  return null;
}
