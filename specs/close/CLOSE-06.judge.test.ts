import { describe, expect, it } from 'vitest';
import { handMade, PROCESS_ENDED } from '../findings/hand-made.js';
import { judge } from './CLOSE-06.judge.js';

describe('CLOSE-06', () => {
  it('records a fault as the hazard observed', () => {
    const { events } = handMade().close('VD_E_PROTOCOL').touch(false).ended('server', { signal: 'SIGSEGV' });
    expect(judge(events, {})).toMatchObject({ verdict: 'pass', decidedBy: [1, 2, 3] });
    expect(judge(events, {}).reason).toContain('hazard observed');
  });

  it('records survival as the hazard not observed: never a fail', () => {
    const { events } = handMade().close('VD_E_PROTOCOL').touch(true);
    expect(judge(events, {}).reason).toContain('hazard not observed');
    expect(judge(events, {}).verdict).toBe('pass');
  });

  it('fails a crash that came before anything was touched: that one is the target’s', () => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { signal: 'SIGSEGV' });
    expect(judge(events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('fails a crash in Close, although the dead process did not survive the touch either', () => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { signal: 'SIGSEGV' }).touch(false);
    expect(judge(events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive when nothing was touched, or the process was killed from outside', () => {
    expect(judge(handMade().close('VD_E_PROTOCOL').events, {})).toMatchObject({ verdict: 'inconclusive' });
    const { events } = handMade().close('VD_E_PROTOCOL').touch(false).ended('server', { signal: 'SIGKILL' });
    expect(judge(events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
