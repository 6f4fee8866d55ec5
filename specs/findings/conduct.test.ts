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

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'])('concludes nothing from %s either', (signal) => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { signal });
    expect(conduct(events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [2] });
  });

  it('fails an answer that is none, and what a crash or a word on standard output says of a library that stays', () => {
    const { events } = handMade().close('NOERROR').output('protocol', 'not JSON');
    expect(conduct(events)).toMatchObject({ verdict: 'fail', decidedBy: [2], observed: '8 bytes: not JSON' });
    const stays = () => handMade().call('server', 'set', 'ExecuteCompletionAgent', NO_ANSWER);
    expect(conduct(stays().output('stdout', 'x').events)).toMatchObject({ verdict: 'fail' });
    expect(conduct(stays().ended('client', { signal: 'SIGSEGV' }).events)).toMatchObject({ verdict: 'fail' });
    expect(conduct(stays().left('helper').events)).toMatchObject({ verdict: 'fail' });
  });

  it('names what was printed rather than the cut that ended it: a library that floods is killed for it', () => {
    const killed = { signal: 'SIGKILL', cause: 'killed-by-kit' } as const;
    const { events } = handMade().output('stdout', 'x').ended('server', killed);
    expect(conduct(events)?.reason).toContain('standard output');
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

  it('fails one byte on standard output, which belongs to the program; standard error is only recorded', () => {
    const { events } = handMade().close('NOERROR').output('stdout', 'x');
    expect(conduct(events)).toMatchObject({ verdict: 'fail', decidedBy: [2], observed: '1 bytes: x' });
    expect(conduct(handMade().close('NOERROR').output('stderr', 'a word').events)).toBeNull();
  });

  it('fails a process that was cut off from the kit, and not one that the kit killed for a limit', () => {
    const killed = { signal: 'SIGKILL', cause: 'killed-by-kit' } as const;
    const { events } = handMade().close(PROCESS_ENDED).ended('server', killed);
    expect(conduct(events)).toMatchObject({ verdict: 'fail', decidedBy: [1, 2] });
    expect(conduct(events)?.reason).toContain('cut off from the kit during IServerVirtualDeviceSet2::Close');
    const late = handMade().limit('server').ended('server', killed);
    expect(conduct(late.events)).toBeNull();
  });

  it('fails what was left running, by name', () => {
    const { events } = handMade().close('NOERROR').left('helper');
    expect(conduct(events)).toMatchObject({
      verdict: 'fail',
      decidedBy: [2],
      observed: 'helper (process 4711)',
    });
  });

  it('fails a library that uses up the descriptors', () => {
    const descriptors = Array.from({ length: 4_096 }, (_, id) => ({ id, target: '/dev/null' }));
    const { events } = handMade().abandoned().resources('abandoned', { descriptors });
    expect(conduct(events)).toMatchObject({ verdict: 'fail', decidedBy: [2], observed: '4096 descriptors' });
  });

  it.each([
    ['S_FALSE', 'fail'],
    ['0x8077baad', 'fail'],
    ['NOERROR', 'fail'],
    ['VD_E_INVALID', 'inconclusive'],
    ['VD_E_MEMORY', 'inconclusive'],
    ['0x80070020', 'inconclusive'],
  ])('takes %s to a step that had to succeed for a %s', (answer, verdict) => {
    const { events } = handMade().call('server', 'set', 'Open', answer).abandoned(1);
    expect(conduct(events)).toMatchObject({ verdict });
  });

  it('says that the machine had no memory, whatever else was seen', () => {
    const { events } = handMade().call('server', 'set', 'Open', 'VD_E_MEMORY').abandoned(1).left('helper');
    expect(conduct(events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [1] });
    expect(conduct(events)?.reason).toContain('the machine had no memory for');
  });

  it.each([
    ['VD_E_INSTANCE_NAME', /; name a SQL Server instance of this machine with --instance/],
    ['VD_E_SECURITY', /; this account may not/],
  ])('says what to do about a machine that answers %s', (answer, advice) => {
    const { events } = handMade().call('client', 'set', 'CreateEx', answer).abandoned(1);
    expect(conduct(events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [1, 2] });
    expect(conduct(events)?.reason).toMatch(advice);
  });

  it('concludes nothing from a scenario that could not go on', () => {
    expect(conduct(handMade().abandoned().events)).toMatchObject({ verdict: 'inconclusive', decidedBy: [1] });
  });
});
