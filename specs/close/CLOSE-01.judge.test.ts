import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './CLOSE-01.judge.js';

const opened = () =>
  handMade().call('client', 'set', 'CreateEx', 'NOERROR').call('server', 'set', 'Open', 'NOERROR');
const gone = (close: string, again = ['VD_E_INVALID', 'VD_E_INVALID'], created = 'NOERROR') => {
  const made = opened().close(close);
  again.forEach((code, index) => made.call('server', `set-${index + 2}`, 'Open', code));
  return made.call('client', 'set-2', 'CreateEx', created);
};

describe('CLOSE-01', () => {
  it('passes when Close answers NOERROR and the name is free', () => {
    expect(judge(gone('NOERROR').events, {})).toMatchObject({ verdict: 'pass', decidedBy: [3, 4, 5, 6] });
  });

  it.each(['S_FALSE', 'VD_E_PROTOCOL'])('fails when Close answers %s', (code) => {
    expect(judge(gone(code).events, {})).toMatchObject({ verdict: 'fail', observed: code, decidedBy: [3] });
  });

  it.each([
    ['while the client is there', ['NOERROR', 'VD_E_INVALID'], 4],
    ['when nobody is', ['VD_E_INVALID', 'NOERROR'], 5],
  ])('fails when the set can still be opened %s', (_, again, at) => {
    expect(judge(gone('NOERROR', again).events, {})).toMatchObject({ verdict: 'fail', decidedBy: [3, at] });
  });

  it('fails when the name is still taken', () => {
    const { events } = gone('NOERROR', undefined, 'VD_E_PROTOCOL');
    expect(judge(events, {})).toMatchObject({ verdict: 'fail', decidedBy: [3, 6] });
  });

  it('is inconclusive when the name was not tried again, or Close not called', () => {
    expect(judge(gone('NOERROR', ['VD_E_INVALID']).events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(opened().close('NOERROR').events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(opened().events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
