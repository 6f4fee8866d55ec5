import { describe, expect, it } from 'vitest';
import type { HandMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-02.judge.js';
import {
  ABNORMAL,
  ABORTED,
  afterBadEnd,
  BACKUP,
  DEVICE_FAILED,
  LOGGED_DEVICE,
  LOGGED_FAILED,
  SUCCEEDED,
  underWay,
} from './made-backup.js';

type Messages = Parameters<HandMade['statement']>[1];

function aborted(messages: Messages = [DEVICE_FAILED, ABNORMAL], text = BACKUP): HandMade {
  return underWay().statement(text, messages).call('client', 'set', 'SignalAbort', 'NOERROR');
}
const judged = (made: HandMade) => judge(made.events, {});

const VERIFY = "RESTORE VERIFYONLY FROM VIRTUAL_DEVICE = N'a'";
const VERIFY_ABNORMAL: [number, string] = [3013, 'VERIFY DATABASE is terminating abnormally.'];

describe('ENGINE-CLOSE-02', () => {
  it('passes when the abort is told everywhere, with any of the errors of a device', () => {
    expect(judged(afterBadEnd(aborted()))).toMatchObject({ verdict: 'pass', decidedBy: [3, 2] });
    const write = aborted([[3202, `Write on "a" failed: ${ABORTED}`], ABNORMAL]);
    expect(judged(afterBadEnd(write))).toMatchObject({ verdict: 'pass' });
  });

  it('does not ask ERRORLOG for a BACKUP that failed when it was a RESTORE', () => {
    const verify = aborted([DEVICE_FAILED, VERIFY_ABNORMAL], VERIFY);
    expect(judged(afterBadEnd(verify, { log: [LOGGED_DEVICE] }))).toMatchObject({ verdict: 'pass' });
  });

  it('fails when RESTORE VERIFYONLY calls the backup valid, and when it does not end with its 3013', () => {
    const valid = aborted([[3262, 'The backup set on file 1 is valid.']], VERIFY);
    expect(judged(afterBadEnd(valid, { log: [LOGGED_DEVICE] }))).toMatchObject({
      verdict: 'fail',
      observed: 'completed, messages 3262',
    });
    const unended = aborted([DEVICE_FAILED], VERIFY);
    expect(judged(afterBadEnd(unended, { log: [LOGGED_DEVICE] }))).toMatchObject({ verdict: 'fail' });
  });

  it.each([
    ['success', [SUCCEEDED], 'completed, messages 3014'],
    [
      'another error of the device',
      [[3271, 'on "a:" 1117(device error).'], ABNORMAL] as Messages,
      /^3271: .*1117/,
    ],
    ['995 within another number', [[3271, 'on "a:" 19951.'], ABNORMAL] as Messages, /19951/],
    [
      '995 in the name of a device',
      [[3202, 'Write on "d1f0-995-2" failed: 1117(device error)'], ABNORMAL] as Messages,
      /1117/,
    ],
    ['no abnormal end', [DEVICE_FAILED], 'failed, errors 3271'],
  ])('fails when the session is told %s', (_, messages, observed) => {
    const judgement = judged(afterBadEnd(aborted(messages)));
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [2] });
    expect(judgement.observed).toMatch(observed);
  });

  it.each([
    ['the device', [LOGGED_FAILED], /^no 18210/],
    ['the error', [LOGGED_DEVICE.replace('995', '1117'), LOGGED_FAILED], /1117/],
    ['a device of this set', [LOGGED_DEVICE.replace("'a'", "'b'"), LOGGED_FAILED], /^no 18210/],
    ['that BACKUP failed', [LOGGED_DEVICE], /^none since the session was opened, in 1 lines/],
  ])('fails when ERRORLOG does not have %s', (_, log, observed) => {
    const judgement = judged(afterBadEnd(aborted(), { log }));
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [2, 4] });
    expect(judgement.observed).toMatch(observed);
  });

  it('fails when msdb remembers it, and when something is left', () => {
    expect(judged(afterBadEnd(aborted(), { remembered: [[7]] }))).toMatchObject({
      verdict: 'fail',
      observed: 'backup set 1',
    });
    expect(judged(afterBadEnd(aborted(), { objects: ['a'] }))).toMatchObject({
      verdict: 'fail',
      observed: 'a',
    });
  });

  it('is inconclusive when nobody aborted, or looked', () => {
    expect(judged(underWay().statement(BACKUP, [DEVICE_FAILED, ABNORMAL]))).toMatchObject({
      verdict: 'inconclusive',
    });
    expect(judged(aborted())).toMatchObject({ verdict: 'inconclusive' });
  });
});
