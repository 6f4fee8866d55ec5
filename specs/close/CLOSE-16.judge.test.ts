import { describe, expect, it } from 'vitest';
import { handMade, PROCESS_ENDED, type HandMade } from '../findings/hand-made.js';
import { judge, TRANSFERS } from './CLOSE-16.judge.js';

const never = { idle: 'never-opened' };
const before = { idle: 'closed-before' };

function transfers(made: HandMade, number = TRANSFERS): HandMade {
  for (let command = 1; command <= number; command++)
    made.sent(command).callback(command, { completionCode: 0 });
  return made;
}

describe('CLOSE-16', () => {
  it('passes when Close before Open refuses and the session is as ever', () => {
    const { events } = transfers(handMade().close('VD_E_PROTOCOL')).close('NOERROR');
    expect(judge(events, never)).toMatchObject({ verdict: 'pass' });
  });

  it('passes when second and third Close refuse and the next session is as ever', () => {
    const made = handMade().close('NOERROR').close('VD_E_PROTOCOL').close('VD_E_PROTOCOL');
    const { events } = transfers(made).call('server', 'set-2', 'Close', 'NOERROR');
    expect(judge(events, before)).toMatchObject({ verdict: 'pass' });
  });

  it('fails when Close before Open succeeds', () => {
    expect(judge(handMade().close('NOERROR').events, never)).toMatchObject({
      verdict: 'fail',
      observed: 'NOERROR',
    });
  });

  it('fails when a second Close succeeds', () => {
    const { events } = handMade().close('VD_E_PROTOCOL').close('VD_E_PROTOCOL').close('NOERROR');
    expect(judge(events, before)).toMatchObject({ verdict: 'fail', decidedBy: [1, 3] });
  });

  it('fails when a second Close crashes', () => {
    const { events } = handMade()
      .close('NOERROR')
      .close(PROCESS_ENDED)
      .ended('server', { signal: 'SIGSEGV' })
      .abandoned();
    const observed = 'it ended with SIGSEGV during IServerVirtualDeviceSet2::Close';
    expect(judge(events, before)).toMatchObject({ verdict: 'fail', observed });
  });

  it('blames nobody when the process was killed from outside', () => {
    const { events } = handMade()
      .close('NOERROR')
      .close(PROCESS_ENDED)
      .ended('server', { signal: 'SIGKILL' });
    expect(judge(events, before)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('says which Close did not refuse', () => {
    const { events } = handMade().close('NOERROR').close('VD_E_PROTOCOL').close('NOERROR');
    expect(judge(events, before)).toMatchObject({ reason: 'Close number 3 of one set did not refuse' });
  });

  it('fails when the session cannot go on afterwards', () => {
    const { events } = handMade().close('VD_E_PROTOCOL').abandoned();
    expect(judge(events, never)).toMatchObject({ verdict: 'fail', observed: 'Open was refused' });
  });

  it('blames nobody when the session cannot go on because of the machine', () => {
    const closed = () => handMade().close('VD_E_PROTOCOL');
    const short = closed().call('client', 'set', 'CreateEx', 'VD_E_MEMORY').abandoned(2);
    expect(judge(short.events, never)).toMatchObject({ verdict: 'inconclusive', decidedBy: [2] });
    const killed = closed().ended('client', { signal: 'SIGKILL' }).abandoned();
    expect(judge(killed.events, never)).toMatchObject({ verdict: 'inconclusive', decidedBy: [2] });
  });

  it('fails when the session is disturbed', () => {
    const { events } = transfers(handMade().close('VD_E_PROTOCOL'), TRANSFERS - 1).close('NOERROR');
    expect(judge(events, never)).toMatchObject({ verdict: 'fail' });
  });

  it('does not care what became of commands of the session before, nor of none', () => {
    const first = handMade().sent(100).close('NOERROR').callback(100, { completionCode: 0 });
    const made = first.callback(null, { completionCode: 0 }).close('VD_E_PROTOCOL').close('VD_E_PROTOCOL');
    const { events } = transfers(made).call('server', 'set-2', 'Close', 'NOERROR');
    expect(judge(events, before)).toMatchObject({ verdict: 'pass' });
  });

  it('is inconclusive when the scenario could not even begin, or the session did not end', () => {
    expect(judge(handMade().abandoned().events, never)).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(handMade().close('VD_E_PROTOCOL').events, never)).toMatchObject({ verdict: 'inconclusive' });
  });
});
