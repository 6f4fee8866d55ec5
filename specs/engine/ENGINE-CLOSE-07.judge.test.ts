import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-07.judge.js';
import { ABNORMAL, afterBadEnd, BACKUP, LOGGED_FAILED } from './made-backup.js';

function refused(
  told: string,
  messages: Parameters<HandMade['statement']>[1] = [[3261, 'cannot use the configuration'], ABNORMAL],
): HandMade {
  return handMade().statement(BACKUP, messages).call('client', 'set', 'GetConfiguration', told);
}
const judged = (made: HandMade) => judge(made.events, {});

describe('ENGINE-CLOSE-07', () => {
  it('passes when the statement fails, with whatever number, and the client is told', () => {
    expect(judged(afterBadEnd(refused('VD_E_ABORT')))).toMatchObject({ verdict: 'pass', decidedBy: [2, 1] });
    const other = refused('VD_E_ABORT', [[3231, 'another'], ABNORMAL]);
    expect(judged(afterBadEnd(other, { log: [LOGGED_FAILED] }))).toMatchObject({ verdict: 'pass' });
  });

  it.each(['VD_E_TIMEOUT', 'NOERROR'])('fails when the client is told %s', (told) => {
    expect(judged(afterBadEnd(refused(told)))).toMatchObject({
      verdict: 'fail',
      observed: told,
      decidedBy: [1, 2],
    });
  });

  it('fails when 3013 is not told', () => {
    const { verdict, observed } = judged(afterBadEnd(refused('VD_E_ABORT', [[3261, 'cannot']])));
    expect({ verdict, observed }).toEqual({ verdict: 'fail', observed: 'failed, errors 3261' });
  });

  it.each([
    [911, 'no such database'],
    [3201, 'cannot open the device'],
    [3265, 'no sysadmin'],
  ])('is inconclusive when the statement never came to the set: %d, %s', (number, text) => {
    const made = refused('VD_E_TIMEOUT', [[number, text], ABNORMAL]);
    expect(judged(afterBadEnd(made))).toMatchObject({ verdict: 'inconclusive', decidedBy: [1, 2] });
  });

  it('is inconclusive when the client did not ask', () => {
    const made = handMade().statement(BACKUP, [ABNORMAL]);
    expect(judged(afterBadEnd(made))).toMatchObject({ verdict: 'inconclusive' });
  });
});
