import { describe, expect, it } from 'vitest';
import { handMade, PROCESS_ENDED } from '../findings/hand-made.js';
import { judge } from './CLOSE-17.judge.js';

describe('CLOSE-17', () => {
  it('records a fault as the hazard observed: never a fail', () => {
    const { events } = handMade().entered().unload('S_FALSE').ended('server', { signal: 'SIGSEGV' });
    expect(judge(events, {})).toMatchObject({ verdict: 'pass', decidedBy: [1, 2, 3] });
    expect(judge(events, {}).reason).toBe('hazard observed: the process ended with SIGSEGV');
  });

  it('records a fault in the midst of unloading', () => {
    const { events } = handMade().entered().ended('server', { exitCode: 0xc0000005 });
    expect(judge(events, {}).reason).toContain('exit code 0xc0000005');
  });

  it.each([true, false])('records survival as the hazard not observed (still loaded: %s)', (stillLoaded) => {
    const made = handMade().entered().unload('S_FALSE', stillLoaded);
    const judgement = judge(made.ended('server', { exitCode: 0, cause: 'asked' }).events, {});
    expect(judgement.verdict).toBe('pass');
    expect(judgement.reason).toContain('hazard not observed');
  });

  it.each(['Open', 'SendCommand'])('fails a crash in %s, which is before anything was unloaded', (method) => {
    const made = handMade().entered().call('server', 'set', method, PROCESS_ENDED);
    const { events } = made.ended('server', { signal: 'SIGSEGV' });
    expect(judge(events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive when it could not be tried', () => {
    expect(judge(handMade().abandoned().events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(handMade().entered().events, {})).toMatchObject({ verdict: 'inconclusive' });
  });

  it('is inconclusive when the process was killed from outside', () => {
    const { events } = handMade().entered().unload('S_FALSE').ended('server', { signal: 'SIGKILL' });
    expect(judge(events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
