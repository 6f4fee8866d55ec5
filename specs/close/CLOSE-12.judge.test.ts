import { describe, expect, it } from 'vitest';
import { handMade, NO_ANSWER, PROCESS_ENDED } from '../findings/hand-made.js';
import { AFTER, judge } from './CLOSE-12.judge.js';

const normal = { path: 'normal' };
const closed = () => handMade().close('NOERROR');

describe('CLOSE-12', () => {
  it('passes when device calls fail and buffers are unmapped', () => {
    const made = closed().ranges(AFTER, false).call('server', 'device:a', 'SendCommand', 'VD_E_PROTOCOL');
    const { events } = made.call('server', 'device:a', 'CloseDevice', 'VD_E_ABORT');
    expect(judge(events, normal)).toMatchObject({ verdict: 'pass', decidedBy: [1, 2, 3, 4] });
  });

  it('passes when a device call faults: the pointer is invalid', () => {
    const made = closed().ranges(AFTER, false).call('server', 'device:a', 'SendCommand', PROCESS_ENDED);
    expect(judge(made.ended('server', { signal: 'SIGSEGV' }).events, normal)).toMatchObject({
      verdict: 'pass',
    });
  });

  it.each(['SendCommand', 'CloseDevice'])('fails when %s succeeds', (method) => {
    const { events } = closed().ranges(AFTER, false).call('server', 'device:a', method, 'NOERROR');
    expect(judge(events, normal)).toMatchObject({ verdict: 'fail', decidedBy: [1, 3] });
  });

  it('fails when a device call hangs', () => {
    const { events } = closed().ranges(AFTER, false).call('server', 'device:a', 'CloseDevice', NO_ANSWER);
    expect(judge(events, normal)).toMatchObject({ verdict: 'fail' });
  });

  it('fails when a buffer is still mapped, but leaves that to CLOSE-05 when devices were open', () => {
    const { events } = closed().ranges(AFTER, true).call('server', 'device:a', 'CloseDevice', 'VD_E_ABORT');
    expect(judge(events, normal)).toMatchObject({ verdict: 'fail', decidedBy: [1, 2] });
    expect(judge(events, { path: 'devices-open' })).toMatchObject({ verdict: 'pass' });
  });

  it('fails when Close itself crashes: only calls after it are at the server’s own risk', () => {
    const { events } = handMade().close(PROCESS_ENDED).ended('server', { signal: 'SIGSEGV' });
    expect(judge(events, normal)).toMatchObject({ verdict: 'fail' });
  });

  it('fails when Close itself crashes, although devices were then called in vain', () => {
    const made = handMade().close(PROCESS_ENDED).ended('server', { signal: 'SIGSEGV' });
    const { events } = made.call('server', 'device:a', 'SendCommand', PROCESS_ENDED);
    expect(judge(events, normal)).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive when nothing was called, or nobody looked at the buffers', () => {
    expect(judge(closed().ranges(AFTER, false).events, normal)).toMatchObject({ verdict: 'inconclusive' });
    const { events } = closed().call('server', 'device:a', 'CloseDevice', 'VD_E_ABORT');
    expect(judge(events, normal)).toMatchObject({ verdict: 'inconclusive' });
  });
});
