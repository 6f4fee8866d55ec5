import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backupStatement } from '../../sql/backup-statement.js';
import { readErrorLog, serverTime } from '../../sql/error-log.js';
import { BackupStage, startEndpoint } from '../../sql/testing/backup-stage.js';
import { deviceGuids } from '../../sql/virtual-devices.js';
import { OwnTemporaryFolder } from '../../targets/testing/own-temporary-folder.js';

/**
 * FreeTDS cancelling a statement: tsql and fisql hang up instead, its ODBC driver sends an attention when the statement's time
 * is over. Without isql and the driver (Debian: unixodbc, tdsodbc) the test fails with CI=true; else it is skipped, and says so.
 */
const LIMIT_MS = 20_000;
/** Whole seconds: FreeTDS knows no shorter one. */
const TIMEOUT_S = 1;

const missing = await isql(['DRIVER=FreeTDS', '-k', '-v'], '', {}).then(
  (said) => (/Can't open lib|no default driver/.test(said) ? 'the driver' : ''),
  (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'isql';
    throw error as Error;
  },
);

async function isql(args: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('isql', args, {
    // It crashes without a HOME.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] ?? '/', LC_ALL: 'C.UTF-8', ...env },
    timeout: LIMIT_MS,
    stdio: 'pipe',
  });
  child.stdin.on('error', () => undefined);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.end(input);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  const text = Buffer.concat(said).toString();
  if (signal !== null) throw new Error(`isql ended with ${signal} (limit ${LIMIT_MS} ms): ${text}`);
  return text;
}

if (missing !== '') {
  const advice = `${missing} is not installed. On Debian: apt-get install unixodbc tdsodbc`;
  test.skipIf(process.env['CI'] !== 'true')(`FreeTDS' ODBC driver: NOT RUN: ${advice}`, () => {
    expect.fail(advice);
  });
}

describe.skipIf(missing !== '')("FreeTDS' ODBC driver", () => {
  let own: OwnTemporaryFolder;
  beforeEach(async () => {
    own = await OwnTemporaryFolder.make();
  });
  afterEach(() => own.remove());

  test('cancels a backup that takes too long, and goes on', async () => {
    const endpoint = await startEndpoint();
    own.beforeRemoval(() => endpoint.stop());
    const stage = await BackupStage.open(endpoint);
    own.beforeRemoval(() => stage.close());
    const { host, port, user, password } = endpoint.server;
    const settings = { host, port, 'tds version': '7.4', timeout: TIMEOUT_S };
    const file = path.join(own.path, 'freetds.conf');
    const lines = Object.entries(settings).map(([name, value]) => `  ${name} = ${value}`);
    await writeFile(file, ['[kit]', ...lines, ''].join('\n'));

    const before = await serverTime(stage.session);
    const names = deviceGuids(1);
    const hanging = await stage.client(names, { after: 2, then: 'hang' });
    const backup = backupStatement({ what: 'database', database: 'ledger', devices: names });
    const connection = `DRIVER=FreeTDS;SERVERNAME=kit;UID=${user};PWD=${password}`;
    const said = await isql(
      [connection, '-k', '-v', '-b', '-e'],
      // A line each.
      `${backup.replaceAll('\n', ' ')}\nselect 42 as answer\n\n`,
      { FREETDSCONF: file },
    );
    expect(said).toContain('Timeout expired');
    expect(said).toContain('Operation was cancelled');
    expect(said).toContain('BACKUP DATABASE is terminating abnormally.');
    expect(said).toMatch(/answer.*\n.*\n\| 42 /);
    const logged = await readErrorLog(stage.session, { since: before, containing: 'BACKUP failed' });
    expect(logged).toHaveLength(1);
    hanging.kill();
  });
});
