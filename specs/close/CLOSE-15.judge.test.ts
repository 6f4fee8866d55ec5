import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { judge } from './CLOSE-15.judge.js';

const configurable = { state: 'Configurable', result: 'NOERROR', aborted: true };
const ended = { state: 'Normally-terminated', result: 'NOERROR', aborted: false };

function closed(code: string, told?: string, reopened?: string) {
  const made = handMade().call('server', 'set', 'Open', 'NOERROR').close(code);
  if (told !== undefined) made.call('client', 'set', 'GetConfiguration', told);
  if (reopened !== undefined) made.call('server', 'set-2', 'Open', reopened);
  return made.events;
}

describe('CLOSE-15', () => {
  it('passes on the documented result, the abort told and the set gone', () => {
    const judgement = judge(closed('NOERROR', 'VD_E_ABORT', 'VD_E_INVALID'), configurable);
    expect(judgement).toMatchObject({ verdict: 'pass', decidedBy: [2, 3, 4] });
  });

  it('counts a client that waited during Close', () => {
    const { events } = handMade()
      .call('server', 'set', 'Open', 'NOERROR')
      .waiting('client', 'set', 'GetConfiguration', 'VD_E_ABORT')
      .close('NOERROR')
      .call('server', 'set-2', 'Open', 'VD_E_INVALID');
    expect(judge(events, configurable)).toMatchObject({ verdict: 'pass', decidedBy: [3, 2, 4] });
  });

  it('passes when a set that had ended closes without an abort', () => {
    expect(judge(closed('NOERROR', 'NOERROR'), ended)).toMatchObject({ verdict: 'pass' });
  });

  it('fails on another result, and names the state', () => {
    const judgement = judge(closed('VD_E_PROTOCOL', 'VD_E_ABORT', 'VD_E_INVALID'), configurable);
    expect(judgement).toMatchObject({ verdict: 'fail', expected: 'NOERROR', observed: 'VD_E_PROTOCOL' });
    expect(judgement.reason).toContain('Configurable');
  });

  it('names the contradiction of the documents where the answer is that of the other place', () => {
    const active = { state: 'Active', result: 'VD_E_PROTOCOL', aborted: true };
    expect(judge(closed('NOERROR'), active)).toMatchObject({
      verdict: 'fail',
      contradiction: 'contradiction.close-with-open-devices',
    });
    const afterAbort = handMade().call('client', 'set', 'SignalAbort', 'NOERROR').close('VD_E_PROTOCOL');
    expect(judge(afterAbort.events, { ...configurable, state: 'Aborted-by-client' })).toMatchObject({
      verdict: 'fail',
      contradiction: 'contradiction.close-after-abort',
    });
    // No place has it so where nothing was aborted.
    expect(judge(closed('VD_E_PROTOCOL'), configurable).contradiction).toBeUndefined();
    const tooLate = handMade().close('VD_E_PROTOCOL').call('client', 'set', 'SignalAbort', 'NOERROR');
    expect(judge(tooLate.events, configurable).contradiction).toBeUndefined();
  });

  it.each(['VD_E_TIMEOUT', 'NOERROR', 'VD_E_PROTOCOL'])('fails when the client is told %s', (told) => {
    const judgement = judge(closed('NOERROR', told, 'VD_E_INVALID'), configurable);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: told });
  });

  it('fails when the client of an ended set is told of an abort', () => {
    expect(judge(closed('NOERROR', 'VD_E_ABORT'), ended)).toMatchObject({ verdict: 'fail' });
  });

  it('fails when the set can be opened again', () => {
    const judgement = judge(closed('NOERROR', 'VD_E_ABORT', 'NOERROR'), configurable);
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [2, 4] });
  });

  it('is inconclusive when the client did not ask, or nobody opened again', () => {
    expect(judge(closed('NOERROR'), configurable)).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(closed('NOERROR', 'VD_E_ABORT'), configurable)).toMatchObject({ verdict: 'inconclusive' });
  });
});
