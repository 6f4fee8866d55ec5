import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { AFTER, BEFORE, judge } from './CLOSE-05.judge.js';

const control = { from: '0x7e0000000000', to: '0x7e0000010000', access: 'rw-s', name: 'control block' };
const active = () => handMade().resources(BEFORE).ranges(BEFORE, true).close('VD_E_PROTOCOL');

describe('CLOSE-05', () => {
  it('passes when the buffers are gone as Close returns', () => {
    const { events } = active().ranges(AFTER, false).resources(AFTER);
    expect(judge(events, {})).toMatchObject({ verdict: 'pass' });
  });

  it('fails when a buffer is still mapped, and names it', () => {
    const judgement = judge(active().ranges(AFTER, true).resources(AFTER).events, {});
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [3, 4] });
    expect(judgement.observed).toContain('area 1 at 0x7f0000000000');
  });

  it('fails when only the control block is left', () => {
    const { events } = active()
      .ranges(AFTER, false)
      .resources(AFTER, { mappings: [control] });
    expect(judge(events, {})).toMatchObject({ verdict: 'fail', observed: 'also control block' });
  });

  it('is inconclusive when nobody looked, or the buffers were never seen mapped', () => {
    expect(judge(active().events, {})).toMatchObject({ verdict: 'inconclusive' });
    const elsewhere = handMade().resources(BEFORE).ranges(BEFORE, true, { seenFrom: 'outside' });
    const blind = elsewhere.close('VD_E_PROTOCOL').ranges(AFTER, false).resources(AFTER);
    expect(judge(blind.events, {})).toMatchObject({ verdict: 'inconclusive' });
    const unmapped = handMade().ranges(BEFORE, false).close('VD_E_PROTOCOL').ranges(AFTER, false);
    expect(judge(unmapped.events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
