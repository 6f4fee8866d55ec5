import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-08.judge.js';
import { ABNORMAL, afterBadEnd, BACKUP, DEVICE_FAILED, SUCCEEDED } from './made-backup.js';

function expired(told: string, ...statement: [Parameters<HandMade['statement']>[1], object?]): HandMade {
  const [messages, fields] = statement;
  return handMade().call('client', 'device:a', 'GetCommand', told).statement(BACKUP, messages, fields);
}
const judged = (made: HandMade) => judge(made.events, { devices: 1 });

describe('ENGINE-CLOSE-08', () => {
  it('passes when the client is told and the statement fails', () => {
    const made = expired('VD_E_ABORT', [DEVICE_FAILED, ABNORMAL]);
    expect(judged(afterBadEnd(made))).toMatchObject({ verdict: 'pass', decidedBy: [1, 2] });
  });

  it('fails when the client is not told', () => {
    const made = expired('VD_E_TIMEOUT', [DEVICE_FAILED, ABNORMAL]);
    expect(judged(afterBadEnd(made))).toMatchObject({ verdict: 'fail', observed: 'VD_E_TIMEOUT' });
  });

  it('fails when success is told, and when the statement goes on', () => {
    expect(judged(afterBadEnd(expired('VD_E_ABORT', [SUCCEEDED])))).toMatchObject({ verdict: 'fail' });
    const ending = { how: 'cancelled', by: 'limit', limit: 'statementMs', afterMs: 30_000 };
    expect(judged(afterBadEnd(expired('VD_E_ABORT', [], { ending })))).toMatchObject({
      verdict: 'fail',
      observed: 'no end within 30000 ms (statementMs)',
    });
  });

  it('is inconclusive when nothing was backed up', () => {
    expect(judge([], { devices: 1 })).toMatchObject({ verdict: 'inconclusive' });
  });
});
