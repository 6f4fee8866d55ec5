import { describe, expect, it } from 'vitest';
import { handMade, NO_ANSWER } from '../findings/hand-made.js';
import { judge } from './CLOSE-08.judge.js';

const two = { outstanding: 2 };
const active = () => handMade().entered().sent(1, 2).close('VD_E_PROTOCOL');

describe('CLOSE-08', () => {
  it('passes when all callbacks come before the agent’s return', () => {
    const { events } = active().callback(1).callback(2).returned();
    expect(judge(events, two)).toMatchObject({ verdict: 'pass', decidedBy: [4, 5, 6, 7] });
  });

  it('fails when the agent returns before the last callback', () => {
    const judgement = judge(active().callback(1).returned().callback(2).events, two);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'command 2 completed after it' });
  });

  it('fails when the agent returns and a command never completes', () => {
    const judgement = judge(active().callback(1).returned().events, two);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'command 2 never completed' });
  });

  it('fails when the agent does not return', () => {
    const { events } = active()
      .callback(1)
      .callback(2)
      .call('server', 'set', 'ExecuteCompletionAgent', NO_ANSWER);
    expect(judge(events, two)).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive when the agent’s return was not recorded, or fewer commands were outstanding', () => {
    expect(judge(active().callback(1).callback(2).events, two)).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(active().returned().events, { outstanding: 3 })).toMatchObject({ verdict: 'inconclusive' });
  });
});
