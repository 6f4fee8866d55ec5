import { describe, expect, it } from 'vitest';
import { handMade, NO_ANSWER } from '../findings/hand-made.js';
import { BEFORE_OPEN, judge, UNLOADED } from './CLOSE-13.judge.js';

const closed = () =>
  handMade()
    .resources(BEFORE_OPEN)
    .call('server', 'set', 'ExecuteCompletionAgent', 'VD_E_ABORT')
    .close('VD_E_PROTOCOL')
    .returned();
const inOrder = { exitCode: 0, cause: 'asked' } as const;

describe('CLOSE-13', () => {
  it('passes when the library can be unloaded and the process ends in order', () => {
    const { events } = closed().unload('S_OK').resources(UNLOADED).ended('server', inOrder);
    expect(judge(events, {})).toMatchObject({ verdict: 'pass', decidedBy: [3, 2, 5, 7] });
  });

  it('passes when the system keeps the library though it may go', () => {
    const { events } = closed().unload('S_OK', true).resources(UNLOADED).ended('server', inOrder);
    expect(judge(events, {})).toMatchObject({ verdict: 'pass' });
  });

  it('fails when the agent does not return', () => {
    const { events } = handMade().close('NOERROR').call('server', 'set', 'ExecuteCompletionAgent', NO_ANSWER);
    expect(judge(events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('fails when the library says that it cannot be unloaded', () => {
    const { events } = closed().unload('S_FALSE').ended('server', inOrder);
    expect(judge(events, {})).toMatchObject({ verdict: 'fail', observed: 'S_FALSE' });
  });

  it.each(['asked', 'by-itself'] as const)('fails when the process crashes after unloading (%s)', (cause) => {
    const { events } = closed().unload('S_OK').ended('server', { signal: 'SIGSEGV', cause });
    expect(judge(events, {})).toMatchObject({ verdict: 'fail', observed: 'SIGSEGV' });
  });

  it('fails when the process crashes, or hangs, in the unloading', () => {
    const { events } = closed().unload(null).ended('server', { signal: 'SIGSEGV' });
    expect(judge(events, {})).toMatchObject({
      verdict: 'fail',
      reason: expect.stringMatching(/did not survive the unloading/) as string,
      observed: 'SIGSEGV',
    });
    expect(judge(closed().unload(null).events, {})).toMatchObject({ verdict: 'fail', observed: 'no answer' });
  });

  it('does not blame the unloading for a crash that came before', () => {
    const { events } = closed().ended('server', { signal: 'SIGSEGV' }).unload(null);
    expect(judge(events, {})).toMatchObject({
      verdict: 'fail',
      reason: expect.not.stringMatching(/unloading/) as string,
    });
  });

  it('fails when a thread is there that was not before Open', () => {
    const left = { threads: [101, 102, 103] };
    const { events } = closed().unload('S_OK').resources(UNLOADED, left).ended('server', inOrder);
    expect(judge(events, {})).toMatchObject({
      verdict: 'fail',
      observed: '1 thread (103) more',
      decidedBy: [1, 5, 6],
    });
  });

  it('is inconclusive when the threads were not looked at', () => {
    const { events } = closed().unload('S_OK').ended('server', inOrder);
    expect(judge(events, {})).toMatchObject({ verdict: 'inconclusive' });
  });

  it('is inconclusive when nothing was unloaded, or the end was not seen', () => {
    expect(judge(closed().events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(closed().unload('S_OK').events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
