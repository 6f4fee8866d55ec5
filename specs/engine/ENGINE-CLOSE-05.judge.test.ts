import { describe, expect, it } from 'vitest';
import { AFTER_END, CLIENT_LIVES } from '../findings/engine.js';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { judge } from './ENGINE-CLOSE-05.judge.js';
import { ABNORMAL, afterBadEnd, BACKUP, SUCCEEDED } from './made-backup.js';

const CANCELLED = { ending: { how: 'cancelled', by: 'caller', limit: null, afterMs: 1 } } as const;
const LOST = { ending: { how: 'connection-lost', why: 'the server ended the connection' } } as const;
const OTHER = { session: 'sql-2', spid: 52 };

/** The statement is over before the client asks again. */
function cancelled(told: string): HandMade {
  return handMade().statement(BACKUP, [ABNORMAL], CANCELLED).call('client', 'device:a', 'GetCommand', told);
}
const closed = (made: HandMade) => made.call('client', 'set', 'Close', 'NOERROR');

describe('ENGINE-CLOSE-05', () => {
  it.each(['VD_E_ABORT', 'VD_E_CLOSE'])(
    'passes when the client of a cancelled statement is told %s',
    (told) => {
      const { events } = afterBadEnd(closed(cancelled(told)), { log: [] });
      expect(judge(events, { by: 'cancel' })).toMatchObject({ verdict: 'pass', decidedBy: [1, 3] });
    },
  );

  it('passes when a killed session lost its connection', () => {
    const made = handMade().statement(BACKUP, [], LOST).statement('KILL 51', [], OTHER);
    const { events } = afterBadEnd(closed(made.call('client', 'device:a', 'GetCommand', 'VD_E_ABORT')));
    expect(judge(events, { by: 'kill' })).toMatchObject({ verdict: 'pass', decidedBy: [2, 1, 4] });
  });

  it('passes when the statement waited for its client: the documents do not forbid it', () => {
    const made = handMade().statement(BACKUP, [ABNORMAL], { ...CANCELLED, endNs: 60_000_000 });
    const { events } = afterBadEnd(closed(made.call('client', 'device:a', 'GetCommand', 'VD_E_TIMEOUT')));
    const judgement = judge(events, { by: 'cancel' });
    expect(judgement).toMatchObject({ verdict: 'pass' });
    expect(judgement.reason).toContain('waited for its client');
  });

  it.each([
    ['passes when a killed session is rolled back while its client lives', true, 'pass'],
    ['fails when it is gone, and the client was not told', false, 'fail'],
  ])('%s', (_, listed, verdict) => {
    const made = handMade()
      .statement(BACKUP, [], LOST)
      .statement('KILL 51', [], OTHER)
      .call('client', 'device:a', 'GetCommand', 'VD_E_TIMEOUT')
      .killedSession(CLIENT_LIVES, listed);
    const { events } = afterBadEnd(closed(made).killedSession(AFTER_END, false));
    expect(judge(events, { by: 'kill' })).toMatchObject({ verdict });
  });

  it('fails when the statement was over and the client was not told', () => {
    const { events } = afterBadEnd(closed(cancelled('VD_E_TIMEOUT')));
    expect(judge(events, { by: 'cancel' })).toMatchObject({
      verdict: 'fail',
      observed: 'VD_E_TIMEOUT',
      decidedBy: [1, 2],
    });
  });

  it('fails when the statement ended as if nothing had been', () => {
    const made = handMade()
      .statement(BACKUP, [SUCCEEDED])
      .call('client', 'device:a', 'GetCommand', 'VD_E_CLOSE');
    expect(judge(made.events, { by: 'cancel' })).toMatchObject({
      verdict: 'fail',
      observed: 'completed, messages 3014',
    });
  });

  it('fails when msdb remembers it, and when something is left', () => {
    const made = () => closed(cancelled('VD_E_ABORT'));
    expect(judge(afterBadEnd(made(), { remembered: [[7]] }).events, {})).toMatchObject({ verdict: 'fail' });
    expect(judge(afterBadEnd(made(), { objects: ['a'] }).events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive when the session was not killed', () => {
    const notKilled = closed(cancelled('VD_E_ABORT'));
    expect(judge(afterBadEnd(notKilled).events, { by: 'kill' })).toMatchObject({ verdict: 'inconclusive' });
    const refused = cancelled('VD_E_ABORT').statement('KILL 51', [[6106, 'not an active process']], OTHER);
    expect(judge(afterBadEnd(closed(refused)).events, { by: 'kill' })).toMatchObject({
      verdict: 'inconclusive',
    });
  });
});
