import { describe, expect, it } from 'vitest';
import { handMade, NO_ANSWER } from '../findings/hand-made.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { judge } from './CLOSE-14.judge.js';

const closing = (code: string) => handMade().resources(BEFORE_OPEN).close(code);

describe('CLOSE-14', () => {
  it.each(['NOERROR', 'VD_E_PROTOCOL'])('passes when Close returns %s and releases', (code) => {
    const { events } = closing(code).resources(AFTER_CLOSE).objects(BOTH_CLOSED);
    expect(judge(events, { open: 1 })).toMatchObject({ verdict: 'pass' });
  });

  it('fails when Close does not return', () => {
    const judgement = judge(handMade().resources(BEFORE_OPEN).close(NO_ANSWER).events, { open: 1 });
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [2] });
  });

  it('fails when Close answers something else', () => {
    const { events } = closing('VD_E_UNEXPECTED').resources(AFTER_CLOSE);
    expect(judge(events, { open: 0 })).toMatchObject({ verdict: 'fail', observed: 'VD_E_UNEXPECTED' });
  });

  it('fails when a thread is left', () => {
    const { events } = closing('NOERROR').resources(AFTER_CLOSE, { threads: [1, 2, 3] });
    expect(judge(events, { open: 0 })).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive when an agent ran, or nothing was measured', () => {
    const { events } = handMade().call('server', 'set', 'ExecuteCompletionAgent', 'NOERROR').close('NOERROR');
    expect(judge(events, { open: 0 })).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(closing('NOERROR').events, { open: 0 })).toMatchObject({ verdict: 'inconclusive' });
  });
});
