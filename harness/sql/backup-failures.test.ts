import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { LINUX_NATIVE } from '../targets/linux-native.js';
import { backupStatement, killStatement } from './backup-statement.js';
import { readErrorLog, serverTime } from './error-log.js';
import { SqlSession } from './session.js';
import { errorNumbers } from './statement-result.js';
import { BackupStage, startEndpoint, VD_E } from './testing/backup-stage.js';
import { deviceGuids } from './virtual-devices.js';

const HOSTILE = path.join(path.dirname(LINUX_NATIVE.reference), 'libvdi_hostile.so');

let endpoint: RunningEndpoint;
let stage: BackupStage;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  stage = await BackupStage.open(endpoint);
});
afterEach(() => stage.close());

describe('a backup that ends badly', () => {
  /** What the error log has of it: 18210 with the operating system's error, if a device failed, and 3041. */
  async function logged(since: string): Promise<string> {
    return (await readErrorLog(stage.session, { since })).map(({ text }) => text).join('\n');
  }

  test.each([
    ['the client aborts', 'abort', [3271, 3013], '995('],
    ['the client dies', 'die', [3271, 3013], '995('],
    ['the client closes with devices open', 'close', [3271, 3013], '995('],
    ['a command is completed with an error', 'fail', [3202, 3013], '112('],
    ['a command is completed short', 'short', [3202, 3013], '1117('],
  ] as const)('%s', async (_, then, numbers, osError) => {
    const before = await serverTime(stage.session);
    const { names, result } = await stage.backUp(2, { after: 3, then });
    expect(errorNumbers(result)).toEqual(numbers);
    const log = await logged(before);
    expect(log).toMatch(/Error: 18210, Severity: 16, State: 1\.\nBackupMedium::ReportIoError: write failure/);
    expect(log).toContain(`Operating system error ${osError}`);
    expect(log).toMatch(/Error: 3041, .*\nBACKUP failed to complete the command BACKUP DATABASE ledger\./);
    // The name can be used again at once.
    const again = await stage.client(names);
    const second = await stage.session.run(
      backupStatement({ what: 'database', database: 'ledger', devices: names }),
    );
    expect(second.ending.how).toBe('completed');
    expect((await again.report)?.close).toBe(0);
  });

  test('nobody has created the set', async () => {
    const before = await serverTime(stage.session);
    const result = await stage.session.run(
      backupStatement({ what: 'database', database: 'ledger', devices: deviceGuids(1) }),
    );
    expect(errorNumbers(result)).toEqual([3201, 3013]);
    expect(await logged(before)).toContain('BackupVirtualDeviceSet::Initialize: Open failure');
  });

  test.each([
    ['another number of devices than the client has', { config: { deviceCount: 2 } }, {}],
    ['a transfer size that is none', {}, { maxTransferSize: 1000 }],
    ['a block size that is none', {}, { blockSize: 1000 }],
  ])('%s is refused as a configuration', async (_, orders, options) => {
    const { result, report } = await stage.backUp(1, orders, options);
    expect(errorNumbers(result)).toEqual([3261, 3013]);
    expect(report?.configuration).toBe(VD_E.abort);
  });

  test('a client that never answers: the session is cancelled', async () => {
    const names = deviceGuids(2);
    const hanging = await stage.client(names, { after: 2, then: 'hang' });
    const running = stage.session.start(
      backupStatement({ what: 'database', database: 'ledger', devices: names }),
    );
    await hanging.hangs;
    running.cancel();
    const result = await running.ended;
    expect(result.ending.how).toBe('cancelled');
    expect(errorNumbers(result)).toEqual([3204, 3013]);
    expect((await stage.session.run('select 1 as one')).ending.how).toBe('completed');
  });

  test('a client that never answers: the session is killed', async () => {
    const names = deviceGuids(1);
    const hanging = await stage.client(names, { after: 2, then: 'hang' });
    const running = stage.session.start(
      backupStatement({ what: 'database', database: 'ledger', devices: names }),
    );
    await hanging.hangs;
    const killer = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
    await killer.run(killStatement(stage.session.spid));
    expect(errorNumbers(await running.ended)).toEqual([3204, 3013, 596]);
    await killer.close();
  });

  test('the time that the client gave the server is over', async () => {
    const names = deviceGuids(1);
    const hanging = await stage.client(names, { after: 2, then: 'hang', config: { serverTimeOut: 100 } });
    const result = await stage.session.run(
      backupStatement({ what: 'database', database: 'ledger', devices: names }),
    );
    expect(errorNumbers(result)).toEqual([3271, 3013]);
    expect(hanging.process.exitCode).toBeNull();
  });

  test('the endpoint itself is killed: its starter is told, and the session loses its connection', async () => {
    const names = deviceGuids(1);
    const other = await startEndpoint();
    const own = await SqlSession.open(other.server, DEFAULT_LIMITS);
    const hanging = await stage.client(names, { after: 2, then: 'hang' });
    const running = own.start(backupStatement({ what: 'database', database: 'ledger', devices: names }));
    await hanging.hangs;
    process.kill(other.pid, 'SIGKILL');
    expect(await other.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
    expect((await running.ended).ending.how).toBe('connection-lost');
    await own.close();
  });

  test('the library crashes the endpoint: its starter is told', async () => {
    const other = await startEndpoint(HOSTILE, 'HOSTILE.crashes-in-server-Open');
    const own = await SqlSession.open(other.server, DEFAULT_LIMITS);
    const result = await own.run(
      backupStatement({ what: 'database', database: 'ledger', devices: deviceGuids(1) }),
    );
    expect(result.ending.how).toBe('connection-lost');
    expect(await other.ended).toEqual({ exitCode: null, signal: 'SIGSEGV' });
    await own.close();
    await other.stop();
  });

  test('others go on beside it: eight at once, of which one aborts', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const own = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
        const names = deviceGuids(1);
        const where = await mkdtemp(path.join(stage.folder, 'set-'));
        await stage.client(names, { ...(i === 3 ? { after: 3, then: 'abort' } : {}) }, where);
        const statement = backupStatement({ what: 'database', database: 'ledger', devices: names });
        return { own, result: await own.run(statement) };
      }),
    );
    expect(all.map(({ result }) => result.ending.how)).toEqual(
      Array.from({ length: 8 }, (_, i) => (i === 3 ? 'failed' : 'completed')),
    );
    await Promise.all(all.map(({ own }) => own.close()));
  });

  test.each([
    ['a database that is not there', { database: 'nowhere' }, [911, 3013]],
    ['tempdb', { database: 'tempdb' }, [3147, 3013]],
    ['the log of a simple database', { database: 'notes', what: 'log' as const }, [4208, 3013]],
    ['a log without a backup before it', { database: 'model', what: 'log' as const }, [4214, 3013]],
    ['a snapshot', { snapshot: true }, [50_000, 3013]],
  ])('%s', async (_, options, numbers) => {
    const result = await stage.session.run(
      backupStatement({ what: 'database', database: 'ledger', devices: deviceGuids(1), ...options }),
    );
    expect(errorNumbers(result)).toEqual(numbers);
  });
});
