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
