import { describe, expect, it } from 'vitest';
import { ABNORMAL, BACKUP, SUCCEEDED } from '../engine/made-backup.js';
import { engineConduct, saysSuccess, transfers } from './engine.js';
import { handMade } from './hand-made.js';

const LOST = { ending: { how: 'connection-lost', why: 'the server ended the connection' } } as const;

describe('the conduct of SQL Server', () => {
  it('is no matter when its statements end, well or badly', () => {
    const { events } = handMade().statement(BACKUP, [SUCCEEDED]).statement(BACKUP, [ABNORMAL]);
    expect(engineConduct(events)).toBeNull();
  });

  it('fails when the connection is lost, unless the session was killed', () => {
    expect(engineConduct(handMade().statement(BACKUP, [], LOST).events)).toMatchObject({
      verdict: 'fail',
      observed: 'the server ended the connection',
      decidedBy: [1],
    });
    // What the kit could not ask afterwards is the server's doing.
    expect(engineConduct(handMade().statement(BACKUP, [], LOST).kitFault().events)).toMatchObject({
      verdict: 'fail',
      decidedBy: [1],
    });
    const killed = handMade()
      .statement(BACKUP, [], LOST)
      .statement('KILL 51', [], { session: 'sql-2', spid: 52 });
    expect(engineConduct(killed.events)).toBeNull();
    const another = handMade()
      .statement(BACKUP, [], LOST)
      .statement('KILL 512', [], { session: 'sql-2', spid: 52 });
    expect(engineConduct(another.events)).toMatchObject({ verdict: 'fail' });
  });

  it.each([
    { how: 'no-answer', limit: 'sqlAnswerMs', afterMs: 40_000.4 },
    { how: 'cancelled', by: 'limit', limit: 'sqlAnswerMs', afterMs: 40_000.4 },
  ] as const)('fails when a statement does not end: $how', (ending) => {
    expect(engineConduct(handMade().statement(BACKUP, [], { ending }).events)).toMatchObject({
      verdict: 'fail',
      observed: 'no end within 40000 ms (sqlAnswerMs)',
    });
  });

  it('fails when a session that was killed does not end, and not when it is only looked at', () => {
    const waited = { waitedMs: 15_000.4, limit: 'sessionEndMs' };
    const stays = handMade().killedSession('x', true).killedSession('x', true, waited);
    expect(engineConduct(stays.events)).toMatchObject({
      verdict: 'fail',
      observed: 'listed still after 15000 ms (sessionEndMs)',
      decidedBy: [2],
    });
    const gone = handMade().killedSession('x', true).killedSession('x', false, { waitedMs: 15_000 });
    expect(engineConduct(gone.events)).toBeNull();
  });

  it('says what SQL Server said when a scenario could not go on', () => {
    const { events } = handMade()
      .statement(BACKUP, [[911, "Database 'made' does not exist."], ABNORMAL])
      .abandoned();
    const judgement = engineConduct(events);
    expect(judgement).toMatchObject({ verdict: 'inconclusive', decidedBy: [2, 1] });
    expect(judgement?.reason).toContain("911: Database 'made' does not exist.; 3013: ");
  });

  it('takes 3014 for the success of BACKUP and RESTORE, and 3262 for that of RESTORE VERIFYONLY alone', () => {
    const said = (text: string, number: number): boolean => {
      const [statement] = transfers(handMade().statement(text, [[number, 'said']]).events);
      return statement !== undefined && saysSuccess(statement);
    };
    const verify = "RESTORE VERIFYONLY FROM VIRTUAL_DEVICE = N'a'";
    const restore = "RESTORE DATABASE [made] FROM VIRTUAL_DEVICE = N'a'";
    expect([BACKUP, restore, verify].map((text) => said(text, 3014))).toEqual([true, true, false]);
    expect([BACKUP, restore, verify].map((text) => said(text, 3262))).toEqual([false, false, true]);
    expect(said(verify, 3013)).toBe(false);
  });

  it('leaves the number of descriptors of its process alone', () => {
    const descriptors = Array.from({ length: 5_000 }, (_, id) => ({ id, target: 'Event' }));
    expect(engineConduct(handMade().resources('x', { role: 'engine', descriptors }).events)).toBeNull();
    expect(engineConduct(handMade().resources('x', { descriptors }).events)).toMatchObject({
      verdict: 'fail',
    });
  });
});
