import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-06.judge.js';
import { ABNORMAL, afterBadEnd, BACKUP, SUCCEEDED } from './made-backup.js';

const WRITE_FAILED: [number, string] = [3202, 'Write on "a" failed: 112(no space)'];

function failed(
  messages: Parameters<HandMade['statement']>[1] = [WRITE_FAILED, ABNORMAL],
  told = 'VD_E_ABORT',
  completionCode = 112,
): HandMade {
  return handMade()
    .call('client', 'device:a', 'CompleteCommand', 'NOERROR', { completionCode })
    .statement(BACKUP, messages)
    .call('client', 'device:a', 'GetCommand', told);
}
const judged = (made: HandMade, devices = 1) => judge(made.events, { devices });

describe('ENGINE-CLOSE-06', () => {
  it.each(['VD_E_ABORT', 'VD_E_CLOSE'])(
    'passes when the statement fails and the client is told %s',
    (told) => {
      expect(judged(afterBadEnd(failed(undefined, told)))).toMatchObject({
        verdict: 'pass',
        decidedBy: [1, 2],
      });
    },
  );

  it('fails when success is told', () => {
    expect(judged(afterBadEnd(failed([SUCCEEDED])))).toMatchObject({
      verdict: 'fail',
      observed: 'completed, messages 3014',
    });
  });

  it('fails when the client is left waiting, and names the device', () => {
    const judgement = judged(afterBadEnd(failed(undefined, 'VD_E_TIMEOUT')));
    expect(judgement).toMatchObject({ verdict: 'fail', observed: 'VD_E_TIMEOUT', decidedBy: [2, 3] });
    expect(judgement.reason).toContain('device:a');
  });

  it('is inconclusive when no command failed, or not every device was asked', () => {
    expect(judged(afterBadEnd(failed(undefined, undefined, 0)))).toMatchObject({ verdict: 'inconclusive' });
    expect(judged(afterBadEnd(failed()), 2)).toMatchObject({ verdict: 'inconclusive' });
  });
});
