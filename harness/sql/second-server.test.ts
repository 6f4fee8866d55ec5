import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import { act, plan, reached, secondServer } from './direction.js';
import { SqlSession } from './session.js';
import { BackupStage, FEATURES, startEndpoint, VD_E } from './testing/backup-stage.js';
import { backupOf } from './testing/statements.js';
import { deviceGuids } from './virtual-devices.js';

let endpoint: RunningEndpoint;
let stage: BackupStage;
let director: SqlSession;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  stage = await BackupStage.open(endpoint);
  director = await stage.director();
});
afterEach(() => stage.close());

describe('a second server', () => {
  test('dies at a stop, and the first goes on', async () => {
    const { port, processId } = await secondServer(director);
    expect(port).not.toBe(endpoint.server.port);
    const there = { ...endpoint.server, port };
    const [own, directs] = await Promise.all([
      SqlSession.open(there, DEFAULT_LIMITS),
      SqlSession.open(there, DEFAULT_LIMITS),
    ]);
    const names = deviceGuids(2);
    await plan(directs, names[0] ?? '', { stopAt: 'completed', commands: 3 });
    const client = await stage.client(names, { config: { features: FEATURES.disk } });
    const running = own.start(backupOf(names));
    await reached(directs, names[0] ?? '');
    await act(directs, names[0] ?? '', 'die');
    expect((await running.ended).ending.how).toBe('connection-lost');
    expect((await client.report)?.devices.map(({ last }) => last)).toEqual([VD_E.abort, VD_E.abort]);
    await Promise.all([own.close(), directs.close()]);
    expect(() => process.kill(processId, 0)).toThrow('ESRCH');
    expect(await stage.objects(names)).toEqual([]);
    // The name of the set can be used at once.
    expect(await stage.again(names)).toEqual({ ending: 'completed', close: 0 });
  });

  test('ends with the session that asked for it', async () => {
    const asks = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
    const { port } = await secondServer(asks);
    const own = await SqlSession.open({ ...endpoint.server, port }, DEFAULT_LIMITS);
    const running = own.start("WAITFOR DELAY '00:00:30'");
    await asks.close();
    expect((await running.ended).ending.how).toBe('connection-lost');
    await own.close();
  });

  test('ends with the first, also when that is killed', async () => {
    const first = await startEndpoint();
    const asks = await SqlSession.open(first.server, DEFAULT_LIMITS);
    const { port } = await secondServer(asks);
    const own = await SqlSession.open({ ...first.server, port }, DEFAULT_LIMITS);
    const running = own.start("WAITFOR DELAY '00:00:30'");
    process.kill(first.pid, 'SIGKILL');
    expect((await running.ended).ending.how).toBe('connection-lost');
    await Promise.all([asks.close(), own.close(), first.stop()]);
  });

  test('shows the password to nobody who lists processes', async () => {
    const { processId } = await secondServer(director);
    const line = await readFile(`/proc/${processId}/cmdline`, 'utf8');
    expect(line).toContain('sql-endpoint');
    expect(line).not.toContain(endpoint.server.password);
  });

  test('is refused when there are too many', async () => {
    const first = await startEndpoint();
    const asks = await SqlSession.open(first.server, DEFAULT_LIMITS);
    for (let n = 0; n < 8; n++) await secondServer(asks);
    await expect(secondServer(asks)).rejects.toThrow('There are 8 second servers already');
    await asks.close();
    await first.stop();
  });
});
