import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSqlEndpoint, type RunningEndpoint } from '../../reference/sql/process/start-endpoint.js';
import { backupStatement } from '../../sql/backup-statement.js';
import { act, plan, reached, secondServer } from '../../sql/direction.js';
import { readLoadedLibrary } from '../../sql/loaded-library.js';
import { SqlSession } from '../../sql/session.js';
import { errorNumbers, type StatementResult } from '../../sql/statement-result.js';
import { DEFAULT_LIMITS as limits } from '../../limits/limits.js';
import { PROGRAMS, startLocally } from '../local-target.js';
import type { RunningTarget } from '../target.js';
import { OwnTemporaryFolder } from '../testing/own-temporary-folder.js';
import { WINDOWS_NATIVE, WINDOWS_PLATFORM } from '../windows-native.js';
import { played } from './testing/play.js';
import { WineNode } from './wine-node.js';
import { WineTarget } from './wine.js';

/** Skipped without Wine; wine.test.ts says so, and fails with CI=true. */
const missing = (await new WineTarget().check()).filter(({ ok }) => !ok);

const ENDPOINT = {
  recorder: WINDOWS_NATIVE.recorder,
  databases: [{ name: 'ledger', dataBytes: 3_000_001 }],
  startMs: limits.roleStartMs,
  endMs: limits.roleEndMs,
};

let own: OwnTemporaryFolder;
let host: WineNode;
let endpoint: RunningEndpoint;
let session: SqlSession;
let running: RunningTarget;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
  host = await WineNode.prepare(() => undefined);
  // First of all: a Wine whose processes run already takes long for it.
  await host.run('regsvr32', '/s', host.inside(WINDOWS_NATIVE.reference)).catch(async (error: unknown) => {
    await host.end();
    throw error;
  });
  const target = { name: 'wine', platform: WINDOWS_PLATFORM, native: WINDOWS_NATIVE } as const;
  const roles = { byDefault: 'reference', warmRoles: 1, roleScript: PROGRAMS.role } as const;
  running = await startLocally(host, { ...target, ...roles }, { limits });
  own.beforeRemoval(() => running.stop());
  endpoint = await startSqlEndpoint(host, { ...ENDPOINT, library: WINDOWS_NATIVE.reference });
  session = await SqlSession.open(endpoint.server, limits);
  own.beforeRemoval(async () => {
    await session.close();
    await endpoint.stop();
  });
});
afterEach(() => own.remove());

/** Has one device's client take what it is sent: all of it, or until it aborts with a command in hand. */
async function backUp(until: 'the end' | 'an abort'): Promise<{ result: StatementResult; last: string }> {
  let result: Promise<StatementResult> | undefined;
  let last = '';
  await played(running, async (stage) => {
    const client = await stage.client();
    const config = { deviceCount: 1 };
    stage.need(await client.set.call('CreateEx', { instanceName: null, name: stage.set, config }));
    result = session.run(backupStatement({ what: 'database', database: 'ledger', devices: [stage.set] }));
    stage.need(await client.set.call('GetConfiguration', { timeoutMs: limits.waitingCallMs }));
    const { device } = await client.openDevice(stage.set);
    if (device === null) throw new Error('no device');
    for (let number = 1; last === ''; number += 1) {
      const got = await client.take(device, 1);
      if (got.taken.length === 0) last = got.last.outcome.how === 'returned' ? got.last.outcome.name : '?';
      else if (until === 'an abort' && number === 2) await client.set.call('SignalAbort');
      else await client.complete(device, got.taken);
    }
    await client.set.call('Close');
  });
  if (result === undefined) throw new Error('nothing was backed up');
  return { result: await result, last };
}

describe.skipIf(missing.length > 0)('the reference SQL endpoint, under Wine', () => {
  test('backs up over the Windows DLL', async () => {
    const { result, last } = await backUp('the end');
    expect(result.messages.at(-1)?.number).toBe(3014);
    expect(last).toBe('VD_E_CLOSE');
  });

  test('names the DLL that it drives, and one that is registered by its file', async () => {
    const loaded = {
      vdiLibrary: { file: 'vdi_reference.dll', fileVersion: '0.1.0.0' },
      noVdiLibrary: null,
    };
    expect(await readLoadedLibrary(session)).toEqual(loaded);
    const another = await startSqlEndpoint(host, { ...ENDPOINT, library: null });
    const asking = await SqlSession.open(another.server, limits);
    own.beforeRemoval(async () => {
      await asking.close();
      await another.stop();
    });
    expect(await readLoadedLibrary(asking)).toEqual(loaded);
  });

  test('tells of a client that aborts, and of one that is not there, and goes on', async () => {
    const { result, last } = await backUp('an abort');
    expect(errorNumbers(result)).toEqual([3271, 3013]);
    expect(result.messages[0]?.text).toContain('995');
    expect(last).toBe('VD_E_ABORT');
    const nobody = ['no-client'];
    expect(
      errorNumbers(
        await session.run(backupStatement({ what: 'database', database: 'ledger', devices: nobody })),
      ),
    ).toEqual([3201, 3013]);
    expect((await backUp('the end')).result.messages.at(-1)?.number).toBe(3014);
  });

  test('is directed: closes a set at a stop; a second server dies at one, and the first goes on', async () => {
    const director = await SqlSession.open(endpoint.server, limits);
    own.beforeRemoval(() => director.close());
    const { port } = await secondServer(director);
    for (const [server, does] of [
      [endpoint.server, 'close'],
      [{ ...endpoint.server, port }, 'die'],
    ] as const) {
      const [asks, directs] = [await SqlSession.open(server, limits), await SqlSession.open(server, limits)];
      await played(running, async (stage) => {
        const client = await stage.client();
        const config = { deviceCount: 1 };
        stage.need(await client.set.call('CreateEx', { instanceName: null, name: stage.set, config }));
        await plan(directs, stage.set, { stopAt: 'sent', commands: 1 });
        const statement = asks.start(
          backupStatement({ what: 'database', database: 'ledger', devices: [stage.set] }),
        );
        const timeoutMs = limits.waitingCallMs;
        stage.need(await client.set.call('GetConfiguration', { timeoutMs }));
        const { device } = await client.openDevice(stage.set);
        if (device === null) throw new Error('no device');
        expect(await reached(directs, stage.set)).toMatchObject({ state: 'reached', sent: 1 });
        expect((await client.take(device, 1)).taken).toHaveLength(1);
        const waiting = client.take(device, 1);
        await act(directs, stage.set, does);
        expect((await waiting).last.outcome).toMatchObject({ name: 'VD_E_ABORT' });
        const result = await statement.ended;
        if (does === 'close') expect(errorNumbers(result)).toEqual([3271, 3013]);
        else expect(result.ending.how).toBe('connection-lost');
        await client.set.call('Close');
      });
      await Promise.all([asks.close(), directs.close()]);
    }
    expect((await backUp('the end')).result.messages.at(-1)?.number).toBe(3014);
  });
});
