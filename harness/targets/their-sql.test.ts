import { hostname } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { TargetUnavailableError, UsageError } from '../errors/kit-error.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import type { ReferenceEngineSettings } from '../reference/sql/engine/reference-engine.js';
import { startEndpoint } from '../reference/sql/testing/started.js';
import { SqlSession } from '../sql/session.js';
import { LOCAL_SQL } from './local-sql.js';
import { ThisNode } from './node-host.js';
import type { ReachedSql } from './sql-server.js';
import { checkTheirSql } from './their-sql.js';

/** The user's own SQL Server, before anything is certified on it: the reference's endpoint stands for it. */
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const UNUSED = { library: null, recorder: 'unused', fault: null, limits: DEFAULT_LIMITS };

async function reach(
  answers: Partial<ReferenceEngineSettings> = {},
  backedUp = 'model',
): Promise<ReachedSql> {
  const started = await startEndpoint({}, answers);
  ends.push(() => started.stop());
  return LOCAL_SQL.reach(new ThisNode(), UNUSED, { ...started.server, backedUp });
}

describe('a SQL Server of the user’s', () => {
  test('is taken when log-in, database and machine are as they have to be', async () => {
    expect((await reach()).described.version).toContain('reference SQL endpoint');
    expect(
      (await reach({ machineName: hostname().slice(0, 15).toLowerCase() }, 'MODEL')).server,
    ).toMatchObject({ backedUp: 'MODEL' });
  });

  test('is refused when the log-in is no sysadmin, with the statement that makes it one', async () => {
    const refused = reach({ sysadmin: false });
    await expect(refused).rejects.toBeInstanceOf(TargetUnavailableError);
    await expect(refused).rejects.toMatchObject({
      code: 'SQL_NOT_SYSADMIN',
      details: { remedy: expect.stringContaining('ADD MEMBER [sa]') as string },
    });
  });

  test('is refused when it has no such database', async () => {
    const refused = reach({}, "no'where");
    await expect(refused).rejects.toBeInstanceOf(UsageError);
    await expect(refused).rejects.toMatchObject({
      code: 'SQL_NO_DATABASE',
      message: expect.stringContaining("no'where") as string,
    });
  });

  test('is refused when the database is not online, and says how it is', async () => {
    const databases = [{ name: 'ledger', dataBytes: 1, restoring: true }];
    const refused = reach({ databases }, 'ledger');
    await expect(refused).rejects.toBeInstanceOf(TargetUnavailableError);
    await expect(refused).rejects.toMatchObject({
      code: 'SQL_DATABASE_NOT_ONLINE',
      message: expect.stringContaining('RESTORING') as string,
    });
  });

  test.each(['ELSEWHERE', ''])('is refused when it runs on another machine: %j', async (machineName) => {
    const refused = reach({ machineName });
    await expect(refused).rejects.toBeInstanceOf(UsageError);
    await expect(refused).rejects.toMatchObject({ code: 'SQL_OTHER_MACHINE' });
  });
});

test.each([
  ['BUILD-HOST', 'build-host', true],
  ['BUILD-HOST', 'build-host.example.org', true],
  ['A-VERY-LONG-NAM', 'a-very-long-name-of-a-host', true],
  ['A-VERY-LONG', 'a-very-long-name-of-a-host', false],
  ['BUILD-HOST', 'build-host-2', false],
  ['BUILD-HOST-2', 'build-host', false],
])('a server on %s is on the machine %s: %j', async (machineName, here, same) => {
  const started = await startEndpoint({}, { machineName });
  ends.push(() => started.stop());
  const session = await SqlSession.open(started.server, DEFAULT_LIMITS);
  ends.push(() => session.close());
  const checked = checkTheirSql(session, { ...started.server, backedUp: 'model' }, here);
  if (same) await checked;
  else await expect(checked).rejects.toMatchObject({ code: 'SQL_OTHER_MACHINE' });
});
