import { describe, expect, it } from 'vitest';
import { conduct } from './conduct.js';
import { handMade, NO_ANSWER, PROCESS_ENDED } from './hand-made.js';

describe('what every judge asks first', () => {
  it('has nothing to say of an orderly case', () => {
    const { events } = handMade().close('NOERROR').ended('server', { exitCode: 0, cause: 'asked' });
    expect(conduct(events)).toBeNull();
  });

  it('concludes nothing from a fault of the kit, even if the target crashed too', () => {
    const { events } = handMade().ended('server', { signal: 'SIGSEGV' }).kitFault();
    expect(conduct(events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [2] });
  });

  it('concludes nothing from a process that was killed from outside', () => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { signal: 'SIGKILL' });
    expect(conduct(events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [2] });
  });

  it('fails a crash, and names the call and the signal', () => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { signal: 'SIGSEGV' });
    const judgement = conduct(events);
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [1, 2] });
    expect(judgement?.observed).toContain('SIGSEGV during IServerVirtualDeviceSet2::Close');
  });

  it('names the call that began last, neither one that had waited nor one that came too late', () => {
    const { events } = handMade()
      .call('server', 'set', 'ExecuteCompletionAgent', PROCESS_ENDED)
      .close(PROCESS_ENDED)
      .ended('server', { signal: 'SIGSEGV' })
      .call('server', 'set', 'Release', PROCESS_ENDED);
    expect(conduct(events)).toMatchObject({ decidedBy: [2, 3] });
  });

  it('fails a library that ends the process', () => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { exitCode: 0 });
    expect(conduct(events)).toMatchObject({ verdict: 'fail' });
  });

  it('leaves a crash to the rule that sacrifices the process', () => {
    const { events } = handMade().ended('server', { signal: 'SIGSEGV' });
    expect(conduct(events, { crashOf: 'server' })).toBeNull();
    expect(conduct(events, { crashOf: 'client' })).toMatchObject({ verdict: 'fail' });
  });

  it('fails a call that does not return, and names the limit', () => {
    const { events } = handMade().close(NO_ANSWER);
    expect(conduct(events)?.observed).toBe('no answer within 5000 ms (callMs)');
  });

  it('concludes nothing from an agent that stays: other rules are on that', () => {
    const { events } = handMade().call('server', 'set', 'ExecuteCompletionAgent', NO_ANSWER);
    expect(conduct(events)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('concludes nothing from a scenario that could not go on', () => {
    expect(conduct(handMade().abandoned().events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [1] });
  });
});
