import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './CLOSE-09.judge.js';

const two = { outstanding: 2 };
const active = () => handMade().entered().sent(1, 2).close('VD_E_PROTOCOL');

describe('CLOSE-09', () => {
  it('passes when each is completed with 995', () => {
    const { events } = active().callback(1).callback(2).returned();
    expect(judge(events, two)).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    [0, 'ERROR_SUCCESS'],
    [1117, 'ERROR_IO_DEVICE'],
    [0x80770004, 'VD_E_ABORT'],
  ])('fails when one is completed with %d', (completionCode, completionName) => {
    const judgement = judge(active().callback(1).callback(2, { completionCode, completionName }).events, two);
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [4, 6] });
    expect(judgement.observed).toContain(completionName);
  });

  it('does not mind what was completed before Close', () => {
    const made = handMade()
      .entered()
      .sent(1)
      .callback(1, { completionCode: 0 })
      .sent(2)
      .close('VD_E_PROTOCOL');
    expect(judge(made.callback(2).events, { outstanding: 1 })).toMatchObject({ verdict: 'pass' });
  });

  it('is inconclusive when a command was never completed', () => {
    expect(judge(active().callback(1).events, two)).toMatchObject({ verdict: 'inconclusive' });
  });
});
