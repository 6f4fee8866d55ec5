import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './CLOSE-01.judge.js';

const opened = () =>
  handMade().call('client', 'set', 'CreateEx', 'NOERROR').call('server', 'set', 'Open', 'NOERROR');
const gone = (close: string) =>
  opened()
    .close(close)
    .call('server', 'set-2', 'Open', 'VD_E_INVALID')
    .call('client', 'set-2', 'CreateEx', 'NOERROR');

describe('CLOSE-01', () => {
  it('passes when Close answers NOERROR and the name is free', () => {
    expect(judge(gone('NOERROR').events, {})).toMatchObject({ verdict: 'pass', decidedBy: [3, 4, 5] });
  });

  it.each(['S_FALSE', 'VD_E_PROTOCOL'])('fails when Close answers %s', (code) => {
    expect(judge(gone(code).events, {})).toMatchObject({ verdict: 'fail', observed: code, decidedBy: [3] });
  });

  it('fails when the set can still be opened', () => {
    const { events } = opened()
      .close('NOERROR')
      .call('server', 'set-2', 'Open', 'NOERROR')
      .call('client', 'set-2', 'CreateEx', 'NOERROR');
    expect(judge(events, {})).toMatchObject({ verdict: 'fail', decidedBy: [3, 4] });
  });

  it('fails when the name is still taken', () => {
    const { events } = opened()
      .close('NOERROR')
      .call('server', 'set-2', 'Open', 'VD_E_INVALID')
      .call('client', 'set-2', 'CreateEx', 'VD_E_PROTOCOL');
    expect(judge(events, {})).toMatchObject({ verdict: 'fail', decidedBy: [3, 5] });
  });

  it('is inconclusive when the name was not tried again, or Close not called', () => {
    expect(judge(opened().close('NOERROR').events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(opened().events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
