import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { judge, OTHER } from './ENGINE-CLOSE-10.judge.js';
import { ABNORMAL, BACKUP, DEVICE_FAILED, SUCCEEDED } from './made-backup.js';

type Messages = Parameters<HandMade['statement']>[1];
const end = 'killed';

function both(first: Messages, last: string, other: Messages): HandMade {
  return handMade()
    .statement(BACKUP, first)
    .call(OTHER.client, 'device:b', 'GetCommand', last)
    .statement(BACKUP, other, { session: OTHER.sql, spid: 52 });
}
const BAD: Messages = [DEVICE_FAILED, ABNORMAL];

describe('ENGINE-CLOSE-10', () => {
  it('passes when the other backup succeeds and its client sees no abort', () => {
    const { events } = both(BAD, 'VD_E_CLOSE', [SUCCEEDED]);
    expect(judge(events, { end })).toMatchObject({ verdict: 'pass', decidedBy: [1, 3, 2] });
  });

  it('fails when the other client is told of an abort', () => {
    const judgement = judge(both(BAD, 'VD_E_ABORT', BAD).events, { end });
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'VD_E_ABORT', decidedBy: [1, 2, 3] });
    expect(judgement.reason).toContain('device:b');
  });

  it('fails when the other session is told a failure', () => {
    expect(judge(both(BAD, 'VD_E_CLOSE', BAD).events, { end })).toMatchObject({
      verdict: 'fail',
      observed: 'failed, errors 3271, 3013',
      decidedBy: [1, 3],
    });
  });

  it('is inconclusive without two backups, or when the first did not end badly', () => {
    expect(judge(handMade().statement(BACKUP, BAD).events, { end })).toMatchObject({
      verdict: 'inconclusive',
    });
    const { events } = both([SUCCEEDED], 'VD_E_CLOSE', [SUCCEEDED]);
    expect(judge(events, { end })).toMatchObject({ verdict: 'inconclusive' });
  });
});
