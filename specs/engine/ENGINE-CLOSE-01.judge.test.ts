import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { AFTER_END } from '../findings/engine.js';
import { BOTH_CLOSED } from '../findings/released.js';
import { judge } from './ENGINE-CLOSE-01.judge.js';
import { ABNORMAL, BACKUP, DEVICE_FAILED, SUCCEEDED } from './made-backup.js';

const one = { devices: 1, direction: 'write' };

function ended(last: string, messages: Parameters<HandMade['statement']>[1]): HandMade {
  return handMade().statement(BACKUP, messages).call('client', 'device:a', 'GetCommand', last);
}

describe('ENGINE-CLOSE-01', () => {
  it('passes when success is told, the device closed and the backup remembered', () => {
    const { events } = ended('VD_E_CLOSE', [SUCCEEDED]).backupHistory(AFTER_END, [7]).objects(BOTH_CLOSED);
    expect(judge(events, one)).toMatchObject({ verdict: 'pass', decidedBy: [1, 2] });
  });

  it('fails when the client of a backup that succeeded is told of an abort, and names the device', () => {
    const { events } = ended('VD_E_ABORT', [SUCCEEDED]).backupHistory(AFTER_END, [7]);
    const judgement = judge(events, one);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'VD_E_ABORT', decidedBy: [1, 2] });
    expect(judgement.reason).toContain('device:a');
  });

  it('fails when success is not told', () => {
    const { events } = ended('VD_E_CLOSE', [DEVICE_FAILED, ABNORMAL]);
    expect(judge(events, one)).toMatchObject({ verdict: 'fail', observed: 'failed, errors 3271, 3013' });
    expect(judge(ended('VD_E_CLOSE', []).events, one)).toMatchObject({ observed: 'completed, no message' });
  });

  it.each([
    [[], '0 backup sets'],
    [[[7], [7]], '2 backup sets'],
    [[[2]], '1 with device_type 2'],
    [[[7, 7]], '2 with device_type 7'],
  ])('fails when msdb remembers %j', (sets, observed) => {
    const { events } = ended('VD_E_CLOSE', [SUCCEEDED]).backupHistory(AFTER_END, ...sets);
    expect(judge(events, one)).toMatchObject({ verdict: 'fail', observed, decidedBy: [1, 3] });
  });

  it('fails when an object bears the name of the set when all is over', () => {
    const { events } = ended('VD_E_CLOSE', [SUCCEEDED])
      .backupHistory(AFTER_END, [7])
      .objects(BOTH_CLOSED, 'a');
    expect(judge(events, one)).toMatchObject({ verdict: 'fail', observed: 'a', decidedBy: [1, 4] });
  });

  it('is inconclusive when nothing was backed up, a device was not served, or nobody looked', () => {
    expect(judge([], one)).toMatchObject({ verdict: 'inconclusive' });
    const { events } = ended('VD_E_CLOSE', [SUCCEEDED]);
    expect(judge(events, { ...one, devices: 2 })).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(events, one)).toMatchObject({ verdict: 'inconclusive' });
  });
});
