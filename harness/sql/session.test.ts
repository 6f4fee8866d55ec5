import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { startEndpoint, type Started } from '../reference/sql/testing/started.js';
import { killStatement } from './backup-statement.js';
import { readBackupHistory } from './backup-history.js';
import { readErrorLog, serverTime } from './error-log.js';
import { readServerFacts } from './server-facts.js';
import { SqlSession } from './session.js';
import { errorNumbers, statementResultSchema } from './statement-result.js';

/** On a busy machine a connection may take its time to end. */
const PATIENTLY = { timeout: 20_000 };

let started: Started;
const sessions: SqlSession[] = [];
beforeEach(async () => {
  started = await startEndpoint();
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  await started.stop();
});

async function open(limits = DEFAULT_LIMITS, server: Partial<Started['server']> = {}): Promise<SqlSession> {
  const session = await SqlSession.open({ ...started.server, ...server }, limits);
  sessions.push(session);
  return session;
}

describe('a session', () => {
  test('keeps every message in order, with number, class, state, line', async () => {
    const session = await open();
    const result = await session.run(
      "print 'one'\nraiserror('two', 16, 3)\nraiserror('three', 5, 4) use ledger\nraiserror('four', 11, 5) select 1 as a, 'x' as b",
    );
    expect(statementResultSchema.parse(result)).toEqual(result);
    expect(
      result.messages.map(({ n, kind, number, class: severity, state, text, line }) => [
        n,
        kind,
        number,
        severity,
        state,
        text,
        line,
      ]),
    ).toEqual([
      [1, 'info', 0, 0, 1, 'one', 1],
      [2, 'error', 50_000, 16, 3, 'two', 2],
      [3, 'info', 50_000, 5, 4, 'three', 3],
      [4, 'info', 5701, 10, 1, "Changed database context to 'ledger'.", 3],
      [5, 'error', 50_000, 11, 5, 'four', 4],
    ]);
    expect(result.messages.every(({ server }) => server === 'VDI-REFERENCE')).toBe(true);
    expect(result).toMatchObject({
      spid: session.spid,
      ending: { how: 'failed' },
      resultSets: [{ columns: ['a', 'b'], rows: [[1, 'x']] }],
      rowsAffected: [1],
    });
    expect(errorNumbers(result)).toEqual([50_000, 50_000]);
  });

  test('keeps a text as it is, though it begins like a prefix of ODBC', async () => {
    const result = await (await open()).run("raiserror('[Microsoft][SQL Server]x', 16, 1)");
    expect(result.messages[0]?.text).toBe('[Microsoft][SQL Server]x');
  });

  test('reads every type of column', async () => {
    const { resultSets } = await (
      await open()
    ).run(
      "select 'Größe ☃' a, 2147483647 b, 4611686018427387904 c, cast(0 as bit) d, cast('2026-11-25T12:34:56.790Z' as datetime) e, null f",
    );
    expect(resultSets[0]?.rows).toEqual([
      ['Größe ☃', 2147483647, '4611686018427387904', false, '2026-11-25T12:34:56.790Z', null],
    ]);
  });

  test('is cancelled, and goes on', async () => {
    const session = await open();
    const running = session.start("print 'begun' waitfor delay '01:00' print 'never'");
    expect((await running.message(({ text }) => text === 'begun'))?.n).toBe(1);
    expect(() => session.start('select 1')).toThrow(expect.objectContaining({ code: 'SQL_SESSION_BUSY' }));
    running.cancel();
    expect(await running.ended).toMatchObject({ ending: { how: 'cancelled', by: 'caller', limit: null } });
    expect((await session.run('select 2 as two')).resultSets[0]?.rows).toEqual([[2]]);
  });

  test('is cancelled at once after it was sent, over and over', async () => {
    const session = await open();
    for (let i = 0; i < 20; i++) {
      const running = session.start("waitfor delay '01:00'");
      running.cancel();
      expect((await running.ended).ending.how).toBe('cancelled');
    }
    expect((await session.run('select 1 as one')).ending.how).toBe('completed');
  });

  test('has time limits of the kit, by name', async () => {
    const session = await open({ ...DEFAULT_LIMITS, statementMs: 50 });
    const { ending } = await session.run("waitfor delay '01:00'");
    expect(ending).toMatchObject({ how: 'cancelled', by: 'limit', limit: 'statementMs' });
  });

  test('is killed by another: 596, and the session is over for good', async () => {
    const victim = await open();
    const killer = await open();
    const running = victim.start("print 'begun' waitfor delay '01:00'");
    await running.message(({ text }) => text === 'begun');
    expect((await killer.run(killStatement(victim.spid))).ending.how).toBe('completed');
    const result = await running.ended;
    expect(result.ending.how).toBe('failed');
    expect(errorNumbers(result)).toEqual([596]);
    await expect.poll(() => victim.lost, PATIENTLY).not.toBeNull();
    expect(() => victim.start('select 1')).toThrow(expect.objectContaining({ code: 'SQL_SESSION_LOST' }));
    expect(await started.logged(`Process ID ${victim.spid} was killed`)).toContain(
      `session ID ${killer.spid}`,
    );
  });

  test('KILL of oneself, of nobody, and of what is no session', async () => {
    const session = await open();
    const numbers = [];
    for (const spid of [session.spid, 999, 0])
      numbers.push(...errorNumbers(await session.run(killStatement(spid))));
    expect(numbers).toEqual([6104, 6106, 6101]);
  });

  test('says so when the server goes away in the middle of a statement', async () => {
    const session = await open();
    const running = session.start("print 'begun' waitfor delay '01:00'");
    await running.message(({ text }) => text === 'begun');
    await started.stop();
    expect((await running.ended).ending.how).toBe('connection-lost');
    expect(() => session.start('select 1')).toThrow(expect.objectContaining({ code: 'SQL_SESSION_LOST' }));
  });

  test('is refused with the number of the reason, and without the password', async () => {
    const wrong = open(DEFAULT_LIMITS, { password: 'Wr0ng!password' });
    await expect(wrong).rejects.toMatchObject({
      code: 'SQL_LOG_IN',
      message: expect.stringContaining('error 18456') as string,
    });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('Wr0ng') as string });
    const nowhere = SqlSession.open({ ...started.server, database: 'nowhere' }, DEFAULT_LIMITS);
    await expect(nowhere).rejects.toMatchObject({ message: expect.stringContaining('error 4060') as string });
  });

  test('is refused when nobody listens', async () => {
    await started.stop();
    await expect(open()).rejects.toMatchObject({
      code: 'SQL_LOG_IN',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});

describe('what a session reads of its server', () => {
  test('what it is', async () => {
    const facts = await readServerFacts(await open());
    expect(facts).toMatchObject({
      version: expect.stringContaining('not Microsoft SQL Server') as string,
      productVersion: '16.0.0.0',
      sysadmin: true,
    });
  });

  test('its error log, from a time on and with a text', async () => {
    const session = await open();
    const before = await serverTime(session);
    await expect(open(DEFAULT_LIMITS, { password: 'wrong' })).rejects.toThrow();
    const lines = await readErrorLog(session, { since: before, containing: 'login FAILED' });
    expect(lines).toEqual([
      {
        at: expect.any(String) as string,
        process: 'Logon',
        text: expect.stringContaining("user 'sa'") as string,
      },
    ]);
    expect(await readErrorLog(session, { since: '9999' })).toEqual([]);
  });

  test('the backups of a database, with their devices', async () => {
    const session = await open();
    const at = new Date('2026-11-25T12:00:00.000Z');
    const record = {
      type: 'D',
      user: 'sa',
      startedAt: at,
      finishedAt: at,
      bytes: 5_000_000_000,
      blockBytes: 512,
      deviceType: 7,
    } as const;
    const more = { copyOnly: true, checksum: false, recoveryModel: 'FULL' };
    started.engine.instance.history.add({ ...record, ...more, database: 'ledger', devices: ['{A}', '{B}'] });
    started.engine.instance.history.add({ ...record, ...more, database: 'other', devices: ['{C}'] });
    expect(await readBackupHistory(session, 'LEDGER')).toEqual([
      {
        backupSetId: 1,
        database: 'ledger',
        type: 'D',
        copyOnly: true,
        checksums: false,
        startedAt: at.toISOString(),
        finishedAt: at.toISOString(),
        bytes: 5_000_000_000,
        devices: [
          { sequence: 1, name: '{A}', type: 7 },
          { sequence: 2, name: '{B}', type: 7 },
        ],
      },
    ]);
  });
});
