import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { startEndpoint, type Started } from '../reference/sql/testing/started.js';
import { backupStatement, killStatement } from './backup-statement.js';
import { isListed, listedSession, untilUnlisted } from './listed-session.js';
import { SqlSession } from './session.js';

/** Whether a session that was killed is gone, as another sees it: not before its statement is. */
let started: Started;
let victim: SqlSession;
let observer: SqlSession;
/** A backup that takes no notice of being ended, until it is allowed to. */
let begun: Promise<void>;
let rollBack: () => void = () => undefined;

beforeEach(async () => {
  let hasBegun: () => void = () => undefined;
  begun = new Promise((resolve) => (hasBegun = resolve));
  const rolledBack = new Promise<void>((resolve) => (rollBack = resolve));
  const backup = async (): Promise<void> => {
    hasBegun();
    await rolledBack;
  };
  started = await startEndpoint({}, { devices: { library: null, direct: null, backup, restore: backup } });
  victim = await SqlSession.open(started.server, DEFAULT_LIMITS);
  observer = await SqlSession.open(started.server, DEFAULT_LIMITS);
});
afterEach(async () => {
  rollBack();
  await Promise.all([victim.close(), observer.close()]);
  await started.stop();
});

const BACKUP = backupStatement({ what: 'database', database: 'ledger', devices: ['a'] });

async function kill() {
  const listed = await listedSession(observer, victim.spid);
  if (listed === null) throw new Error('a session that lives is not listed');
  const running = victim.start(BACKUP);
  await begun;
  await observer.run(killStatement(victim.spid));
  return { listed, running };
}

test('a session that was killed is listed until its statement has ended, and then no more', async () => {
  const { listed, running } = await kill();
  expect(await untilUnlisted(observer, listed, 60)).toMatchObject({ listed: true });
  const { resultSets } = await observer.run(
    `select command, status from sys.dm_exec_requests where session_id = ${victim.spid}`,
  );
  expect(resultSets[0]?.rows).toEqual([['KILLED/ROLLBACK', 'rollback']]);
  const gone = untilUnlisted(observer, listed, 20_000);
  rollBack();
  expect(await gone).toMatchObject({ listed: false });
  await running.ended;
});

test('so it is when its connection has ended meanwhile', async () => {
  const { listed, running } = await kill();
  await victim.close();
  expect((await running.ended).ending.how).not.toBe('completed');
  expect(await isListed(observer, listed)).toBe(true);
  rollBack();
  expect(await untilUnlisted(observer, listed, 20_000)).toMatchObject({ listed: false });
});

test('another that has been given its number is not taken for it', async () => {
  const { listed } = await kill();
  rollBack();
  await untilUnlisted(observer, listed, 20_000);
  const successor = await SqlSession.open(started.server, DEFAULT_LIMITS);
  expect(successor.spid).toBe(listed.spid);
  expect(await isListed(observer, listed)).toBe(false);
  await successor.close();
});

test('nobody is listed under a number that no session has', async () => {
  expect(await listedSession(observer, 999)).toBeNull();
});
