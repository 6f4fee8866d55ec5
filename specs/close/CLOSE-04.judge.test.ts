import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './CLOSE-04.judge.js';

const shape = { devices: 3, open: 1 };

describe('CLOSE-04', () => {
  it('passes on VD_E_PROTOCOL', () => {
    expect(judge(handMade().close('VD_E_PROTOCOL').events, shape)).toMatchObject({
      verdict: 'pass',
      decidedBy: [1],
    });
  });

  it.each(['NOERROR', 'S_FALSE', 'VD_E_ABORT'])('fails on %s, and says how many were open', (code) => {
    const judgement = judge(handMade().close(code).events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail', expected: 'VD_E_PROTOCOL', observed: code });
    expect(judgement.reason).toContain('1 of 3');
  });

  it('names the contradiction of the documents on NOERROR, which the state table has, and on nothing else', () => {
    const contradictionOn = (code: string) => judge(handMade().close(code).events, shape).contradiction;
    expect(contradictionOn('NOERROR')).toBe('contradiction.close-with-open-devices');
    expect(contradictionOn('VD_E_ABORT')).toBeUndefined();
    expect(contradictionOn('VD_E_PROTOCOL')).toBeUndefined();
  });

  it('is inconclusive when Close was not reached', () => {
    expect(judge(handMade().abandoned().events, shape)).toMatchObject({ verdict: 'inconclusive' });
  });
});
