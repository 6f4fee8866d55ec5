import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backupStatement, restoreStatement } from '../../sql/backup-statement.js';
import { readErrorLog, serverTime } from '../../sql/error-log.js';
import { BackupStage, startEndpoint as startBackupEndpoint } from '../../sql/testing/backup-stage.js';
import { deviceGuids } from '../../sql/virtual-devices.js';
import type { RunningEndpoint } from './process/start-endpoint.js';
import { startEndpoint, type Started } from './testing/started.js';

/**
 * FreeTDS' own client against the endpoint: a second opinion on every token beside tedious. Without tsql (Debian: freetds-bin)
 * the tests fail with CI=true; else they are skipped, and say so.
 */
const LIMIT_MS = 20_000;

const found = await run(['-C'], '').then(
  () => true,
  (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error as Error;
  },
);
function begin(args: readonly string[]) {
  // FreeTDS' own default is to try older versions as well.
  const env = { PATH: process.env['PATH'], TDSVER: '7.4', LC_ALL: 'C.UTF-8' };
  const child = spawn('tsql', args, { env, timeout: LIMIT_MS, stdio: 'pipe' });
  child.stdin.on('error', () => undefined);
  return child;
}

/** What it prints. Of errors it tells with exit codes, too; what matters here is that it ran, and ended. */
async function run(args: readonly string[], input: string): Promise<string> {
  const child = begin(args);
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.end(input);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== null)
    throw new Error(`tsql did not end within ${LIMIT_MS} ms: ${Buffer.concat(said).toString()}`);
  return Buffer.concat(said).toString();
}

function logIn({ port, password }: { port: number; password: string }): string[] {
  return ['-H', '127.0.0.1', '-p', String(port), '-U', 'sa', '-P', password];
}

if (!found) {
  const inCi = process.env['CI'] === 'true';
  test.skipIf(!inCi)("FreeTDS' tsql: NOT RUN: not installed. On Debian: apt-get install freetds-bin", () => {
    expect.fail('tsql is not installed. On Debian: apt-get install freetds-bin');
  });
}

describe.skipIf(!found)("FreeTDS' tsql", () => {
  let started: Started;
  beforeAll(async () => {
    started = await startEndpoint();
  });
  afterAll(() => started.stop());

  function tsql(input: string, password = started.password): Promise<string> {
    return run(logIn({ port: started.endpoint.port, password }), `${input}\nexit\n`);
  }

  test('logs in and reads what it is told', async () => {
    const said = await tsql('select @@version\ngo\nselect name, database_id from sys.databases\ngo');
    expect(said).toContain('vdi-conformance under-test, reference SQL endpoint');
    expect(said).toMatch(/ledger\s+5/);
    expect(said).toContain('(5 rows affected)');
  });

  test('reads every type of column', async () => {
    const said = await tsql(
      "select 'Größe ☃', 2147483647, 4611686018427387904, cast(1 as bit), cast('2026-11-25T12:34:56.789Z' as datetime), null\ngo",
    );
    expect(said).toContain('Größe ☃\t2147483647\t4611686018427387904\t1\tNov 25 2026 12:34PM\tNULL');
  });

  test('reads errors, with number, severity, state, server and line', async () => {
    const said = await tsql("use nowhere\ngo\n\nraiserror('ours', 16, 7)\ngo\nnonsense\ngo");
    expect(said).toContain('Msg 911 (severity 16, state 1) from VDI-REFERENCE Line 1:');
    expect(said).toContain('Msg 50000 (severity 16, state 7) from VDI-REFERENCE Line 2:');
    expect(said).toContain('Msg 2812 (severity 16, state 62) from VDI-REFERENCE Line 1:');
  });

  test('is told that its password is wrong', async () => {
    const said = await tsql('select 1\ngo', 'wrong');
    expect(said).toContain('Msg 18456 (severity 14, state 1) from VDI-REFERENCE Line 1:');
    expect(said).toContain("Login failed for user 'sa'.");
  });
});

describe.skipIf(!found)("FreeTDS' tsql, over virtual devices", () => {
  let endpoint: RunningEndpoint;
  let stage: BackupStage;
  beforeAll(async () => {
    endpoint = await startBackupEndpoint();
  });
  afterAll(() => endpoint.stop());
  beforeEach(async () => {
    stage = await BackupStage.open(endpoint);
  });
  afterEach(() => stage.close());

  const backup = (devices: readonly string[]): string =>
    `${backupStatement({ what: 'database', database: 'ledger', devices, stats: 50 })}\ngo\n`;

  test('backs up and restores', async () => {
    const names = deviceGuids(2);
    const taking = await stage.client(names);
    const said = await run(logIn(endpoint.server), `${backup(names)}exit\n`);
    expect(said).toContain('50 percent processed.');
    expect(said).toContain('BACKUP DATABASE successfully processed 1153 pages');
    expect((await taking.report)?.close).toBe(0);
    await stage.client(names);
    const restore = restoreStatement({ what: 'database', database: 'ledger', devices: names, replace: true });
    expect(await run(logIn(endpoint.server), `${restore}\ngo\nexit\n`)).toContain(
      'RESTORE DATABASE successfully processed 1153 pages',
    );
  });

  test('is told how a backup ended badly', async () => {
    const names = deviceGuids(1);
    await stage.client(names, { after: 3, then: 'abort' });
    const said = await run(logIn(endpoint.server), `${backup(names)}exit\n`);
    expect(said).toContain('Msg 3271 (severity 16, state 1) from VDI-REFERENCE Line 1:');
    expect(said).toContain('995(The I/O operation has been aborted');
    expect(said).toContain('BACKUP DATABASE is terminating abnormally.');
  });

  test('hangs up in the middle: the backup is ended, and its client told', async () => {
    const names = deviceGuids(1);
    const before = await serverTime(stage.session);
    const hanging = await stage.client(names, { after: 2, then: 'hang' });
    const child = begin(logIn(endpoint.server));
    child.stdin.write(backup(names));
    await hanging.hangs;
    child.kill('SIGKILL');
    const failed = (): Promise<number> =>
      readErrorLog(stage.session, { since: before, containing: 'BACKUP failed' }).then(
        ({ length }) => length,
      );
    await expect.poll(failed, { timeout: LIMIT_MS }).toBe(1);
    // Nothing of the set is left: its name can be used again at once.
    hanging.kill();
    await hanging.report;
    await stage.client(names);
    expect((await stage.session.run(backup(names).replace('\ngo\n', ''))).ending.how).toBe('completed');
  });
});
