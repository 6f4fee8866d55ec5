import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-09.judge.js';
import { ABNORMAL, BACKUP, DEVICE_FAILED, SUCCEEDED } from './made-backup.js';

const end = 'client-aborts';
const first = () =>
  handMade().call('client', 'set', 'CreateEx', 'NOERROR').statement(BACKUP, [DEVICE_FAILED, ABNORMAL]);

describe('ENGINE-CLOSE-09', () => {
  it('passes when a set of the same name is created and backed up to', () => {
    const { events } = first().call('client', 'set-2', 'CreateEx', 'NOERROR').statement(BACKUP, [SUCCEEDED]);
    expect(judge(events, { end })).toMatchObject({ verdict: 'pass', decidedBy: [2, 3, 4] });
  });

  it('fails when the set cannot be created, and names the end before', () => {
    const judgement = judge(first().call('client', 'set-2', 'CreateEx', 'VD_E_PROTOCOL').events, { end });
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'VD_E_PROTOCOL', decidedBy: [2, 3] });
    expect(judgement.reason).toContain(end);
  });

  it('fails when the second backup does not succeed', () => {
    const { events } = first()
      .call('client-2', 'set', 'CreateEx', 'NOERROR')
      .statement(BACKUP, [[3201, 'Cannot open'], ABNORMAL]);
    expect(judge(events, { end })).toMatchObject({
      verdict: 'fail',
      observed: 'failed, errors 3201, 3013',
      decidedBy: [2, 3, 4],
    });
  });

  it('is inconclusive when the name was not used a second time', () => {
    expect(judge(first().events, { end })).toMatchObject({ verdict: 'inconclusive' });
    const created = first().call('client', 'set-2', 'CreateEx', 'NOERROR');
    expect(judge(created.events, { end })).toMatchObject({ verdict: 'inconclusive' });
  });
});
