import { describe, expect, it } from 'vitest';
import type { HandMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-04.judge.js';
import { ABNORMAL, afterBadEnd, BACKUP, LOGGED_FAILED, SUCCEEDED, underWay } from './made-backup.js';

const OTHER: [number, string] = [3202, 'Write on "a" failed: 1117(device error)'];

function ended(messages: Parameters<HandMade['statement']>[1]): HandMade {
  return underWay().call('client', 'set', 'Close', 'NOERROR').statement(BACKUP, messages);
}
const judged = (made: HandMade) => judge(made.events, {});

describe('ENGINE-CLOSE-04', () => {
  it('passes on an abnormal end, whatever the error of the device', () => {
    const log = [LOGGED_FAILED];
    expect(judged(afterBadEnd(ended([OTHER, ABNORMAL]), { log }))).toMatchObject({
      verdict: 'pass',
      decidedBy: [2, 3],
    });
  });

  it('fails when success is told, or nothing is', () => {
    expect(judged(afterBadEnd(ended([SUCCEEDED])))).toMatchObject({
      verdict: 'fail',
      observed: 'completed, messages 3014',
      decidedBy: [3],
    });
    expect(judged(afterBadEnd(ended([])))).toMatchObject({
      verdict: 'fail',
      observed: 'completed, no message',
    });
  });

  it('names the contradiction of the documents when the client’s Close was taken for an end in order', () => {
    const closedWith = (answer: string, messages: [number, string][]) =>
      judged(afterBadEnd(underWay().call('client', 'set', 'Close', answer).statement(BACKUP, messages)));
    const contradiction = 'contradiction.client-close-with-open-devices';
    expect(closedWith('NOERROR', [SUCCEEDED])).toMatchObject({ verdict: 'fail', contradiction });
    expect(closedWith('VD_E_OPEN', [SUCCEEDED]).contradiction).toBeUndefined();
    expect(closedWith('NOERROR', [OTHER]).contradiction).toBeUndefined();
  });

  it('fails when ERRORLOG does not have it, msdb remembers it, or something is left', () => {
    const made = (): HandMade => ended([OTHER, ABNORMAL]);
    expect(judged(afterBadEnd(made(), { log: [] }))).toMatchObject({ verdict: 'fail', decidedBy: [3, 4] });
    expect(judged(afterBadEnd(made(), { remembered: [[7]] }))).toMatchObject({
      verdict: 'fail',
      decidedBy: [3, 5],
    });
    expect(judged(afterBadEnd(made(), { objects: ['a'] }))).toMatchObject({
      verdict: 'fail',
      decidedBy: [3, 6],
    });
  });

  it('fails when the statement does not end', () => {
    const ending = { how: 'cancelled', by: 'limit', limit: 'statementMs', afterMs: 30_000 } as const;
    const { events } = underWay().call('client', 'set', 'Close', 'NOERROR').statement(BACKUP, [], { ending });
    expect(judge(events, {})).toMatchObject({
      verdict: 'fail',
      observed: 'no end within 30000 ms (statementMs)',
    });
  });

  it('is inconclusive when no client closed the set', () => {
    expect(judged(underWay().statement(BACKUP, [OTHER, ABNORMAL]))).toMatchObject({
      verdict: 'inconclusive',
    });
  });
});
