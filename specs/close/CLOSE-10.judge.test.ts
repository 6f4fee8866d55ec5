import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './CLOSE-10.judge.js';

/** Command 1 is completed before Close; 2 and 3 are outstanding. */
const shape = { completed: 1, outstanding: 2 };
const active = () =>
  handMade().entered().sent(1).callback(1, { completionCode: 0 }).sent(2, 3).close('VD_E_PROTOCOL');

describe('CLOSE-10', () => {
  it('passes when each outstanding command has one callback', () => {
    const { events } = active().callback(2).callback(3).returned();
    expect(judge(events, shape)).toMatchObject({ verdict: 'pass' });
  });

  it('fails when one has none, and names it', () => {
    const judgement = judge(active().callback(2).returned().events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: '0 callbacks' });
    expect(judgement.reason).toContain('command 3, outstanding');
  });

  it('fails when one has two', () => {
    const judgement = judge(active().callback(2).callback(3).callback(3).returned().events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: '2 callbacks' });
  });

  it('fails when one that was completed before is completed again', () => {
    const judgement = judge(active().callback(1).callback(2).callback(3).returned().events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail' });
    expect(judgement.reason).toContain('command 1, completed before');
  });

  it('fails when the context is another', () => {
    const judgement = judge(active().callback(2).callback(3, { context: 2 }).returned().events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail', expected: 'context 3', observed: 'context 2' });
  });

  it('fails when a callback comes on another thread while the agent runs', () => {
    const judgement = judge(active().callback(2).callback(3, { thread: 9 }).returned().events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'thread 9' });
  });

  it('leaves a callback after the agent’s return to CLOSE-08', () => {
    const { events } = active().callback(2).returned().callback(3, { thread: 9 });
    expect(judge(events, shape)).toMatchObject({ verdict: 'pass' });
  });

  it('fails when a callback comes for what was never sent', () => {
    const judgement = judge(active().callback(2).callback(3).callback(null).returned().events, shape);
    expect(judgement).toMatchObject({ verdict: 'fail' });
  });

  it('fails when what had to come for a command before Close came for none', () => {
    const { events } = handMade().entered().sent(1).callback(null).sent(2, 3).close('VD_E_PROTOCOL');
    expect(judge(events, shape)).toMatchObject({ verdict: 'fail', observed: 'a callback with context 0' });
  });

  it('is inconclusive when the load was not as the scenario wants it, or no agent ran', () => {
    const { events } = handMade().entered().sent(2, 3).close('VD_E_PROTOCOL').callback(2).callback(3);
    expect(judge(events, shape)).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(handMade().close('NOERROR').events, shape)).toMatchObject({ verdict: 'inconclusive' });
  });
});
