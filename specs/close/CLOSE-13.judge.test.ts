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

  describe('when the agent returned before Close', () => {
    const early = (devices: 'closed' | 'open', returnedFirst = true) => {
      const made = handMade()
        .resources(BEFORE_OPEN)
        .call('server', 'set', 'OpenDevice', 'NOERROR')
        .call('server', 'set', 'OpenDevice', 'NOERROR')
        .call('server', 'set', 'ExecuteCompletionAgent', 'NOERROR')
        .call('server', 'device:a', 'CloseDevice', 'NOERROR')
        .call('server', 'device:b', 'CloseDevice', devices === 'closed' ? 'NOERROR' : 'VD_E_PROTOCOL');
      const both = returnedFirst ? made.returned().close('NOERROR') : made.close('NOERROR').returned();
      return both.unload('S_OK').resources(UNLOADED).ended('server', inOrder).events;
    };

    it('finds that documents disagree if every device was closed', () => {
      expect(judge(early('closed'), {})).toEqual({
        verdict: 'documents-disagree',
        reason:
          'the agent returned once every device was closed, before Close, and the library was unloaded safely',
        contradiction: 'contradiction.agent-end',
        decidedBy: [7, 8, 4, 9, 11],
      });
    });

    it('excuses nothing that no place of the documents has', () => {
      expect(judge(early('open'), {})).toMatchObject({ verdict: 'pass' });
      const failed = early('closed').filter(({ kind }) => kind !== 'process-end');
      expect(judge(failed, {})).toMatchObject({ verdict: 'inconclusive' });
      const { events } = handMade()
        .close('NOERROR')
        .call('server', 'set', 'ExecuteCompletionAgent', NO_ANSWER);
      expect(judge(events, {})).toMatchObject({ verdict: 'fail' });
    });

    it('passes one that returned with Close, as the page of its method has it', () => {
      expect(judge(early('closed', false), {})).toMatchObject({ verdict: 'pass' });
    });
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
