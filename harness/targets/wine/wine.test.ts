import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goneWithin, runs } from '../../agent/testing/processes.js';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import type { Stage } from '../../stage/stage.js';
import type { RunningTarget } from '../target.js';
import { OwnTemporaryFolder } from '../testing/own-temporary-folder.js';
import { WINDOWS_NATIVE } from '../windows-native.js';
import { KOFFI, windowsPrograms } from './packages.js';
import { connect, played } from './testing/play.js';
import { WineNode } from './wine-node.js';
import { WineTarget } from './wine.js';

/**
 * The target `wine`, where Wine and the DLLs are. With CI=true something missing is a failure; else the tests are
 * skipped, and say so.
 */
const missing = (await new WineTarget().check()).filter(({ ok }) => !ok);
const inCi = process.env['CI'] === 'true';
const why = missing.map(({ what, detail, remedy }) => `${what}: ${detail} (${remedy ?? ''})`).join('; ');
if (missing.length > 0 && !inCi) console.warn(`\nNOT RUN: the tests of the target wine: ${why}\n`);

test.skipIf(missing.length > 0 && !inCi)('the target wine is there', () => {
  expect(why).toBe('');
});

const GONE_MS = 10_000;
const limits = DEFAULT_LIMITS;
let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(() => own.remove());

async function started(target = new WineTarget(), fault?: string): Promise<RunningTarget> {
  const running = await target.start({ limits, warmRoles: 1, ...(fault === undefined ? {} : { fault }) });
  own.beforeRemoval(() => running.stop());
  return running;
}

/** Processes of Wine whose prefix lies in this test's folder: its server too. */
function wineProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`WINEPREFIX=${own.path}`) && runs(pid);
      } catch {
        return false;
      }
    });
}

describe.skipIf(missing.length > 0)('the target wine', () => {
  test('says what is certified', async () => {
    const { connection } = await started();
    expect(connection.target).toMatchObject({
      name: 'wine',
      platform: expect.stringMatching(/^win32-x64, Wine \d/) as string,
      library: {
        file: expect.stringMatching(/vdi_reference\.dll$/) as string,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        activation: 'from-file',
      },
    });
  });

  test('chooses the folder of its server before anything starts, and none is left', async () => {
    const host = await WineNode.prepare(() => undefined);
    own.beforeRemoval(() => host.end());
    const [prefix = ''] = await readdir(own.path);
    expect(await readdir(path.join(own.path, prefix))).toContainEqual(expect.stringMatching(/^wine-/));
    await host.run('cmd', '/c', 'exit');
    await host.end();
    expect(await readdir(own.path)).toEqual([]);
  });

  test('Node is mapped into its processes, not read into each of them', async () => {
    const { agentPid } = await started();
    const maps = await readFile(`/proc/${agentPid}/maps`, 'utf8');
    const bytesOf = (line: string): number => {
      const [, from = '0', to = '0'] = /^(\w+)-(\w+)/.exec(line) ?? [];
      return Number.parseInt(to, 16) - Number.parseInt(from, 16);
    };
    const ofNode = maps.split('\n').filter((line) => line.endsWith('/node.dll'));
    const mapped = ofNode.map(bytesOf).reduce((sum, each) => sum + each, 0);
    expect(mapped).toBeGreaterThan(0.95 * (await stat((await windowsPrograms(() => undefined)).node)).size);
  });

  test('sees what a set takes: memory, handles and names while it is open, nothing afterwards', async () => {
    const history = await played(await started(), async (stage) => {
      const { server, client } = await connect(stage);
      await server.resources('open');
      await stage.objects('open');
      stage.need(await server.set.call('Close'));
      stage.need(await client.set.call('Close'));
      await server.resources('closed');
      await stage.objects('closed');
    });
    const [before, open, closed] = history.events.filter((event) => event.kind === 'resources');
    const names = history.events.filter((event) => event.kind === 'objects').map(({ objects }) => objects);
    expect(names).toHaveLength(2);
    expect(names[0]?.join()).toContain('_SQLVDIMemoryName_0');
    expect(names[1]).toEqual([]);
    expect(open?.mappings.map(({ name }) => name)).toContainEqual(
      expect.stringMatching(/^section of \d+ bytes$/),
    );
    expect(open?.threads.length).toBeGreaterThan(before?.threads.length ?? 0);
    expect(open?.descriptors.length).toBeGreaterThan(before?.descriptors.length ?? 0);
    const targets = (of: typeof before): string[] | undefined =>
      of?.descriptors.map(({ target }) => target).sort();
    expect(closed?.mappings).toEqual(before?.mappings);
    expect(targets(closed)).toEqual(targets(before));
    expect(closed?.threads).toHaveLength(before?.threads.length ?? 0);
  });

  test('knows a call that waits inside the library, and a process that does not rest', async () => {
    const history = await played(await started(), async (stage) => {
      const { client } = await connect(stage);
      const waiting = client.set.call('GetConfiguration', { timeoutMs: 0xffffffff });
      await waiting.started;
      await client.settled();
      await client.set.call('SignalAbort');
      await waiting;
    });
    expect(history.events.filter(({ kind }) => kind === 'limit')).toEqual([]);
    const calls = history.events.filter((event) => event.kind === 'call');
    expect(calls.find(({ method }) => method === 'GetConfiguration')?.outcome).toMatchObject({
      name: 'VD_E_ABORT',
    });
  });

  test('tells a crash by its status, and not by that of our own killing', async () => {
    const history = await played(await started(), async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.touch('0x10', 'read');
      await client.kill();
    });
    const ends = history.events.filter((event) => event.kind === 'process-end');
    const exception = { code: 0xc0000005, access: { how: 'read', address: '0x10' } };
    expect(ends).toMatchObject([
      { role: 'server', exitCode: 0xc0000005, signal: null, cause: 'by-itself', exception },
      { role: 'client', exitCode: null, signal: 'SIGKILL', cause: 'killed-by-scenario' },
    ]);
    expect(ends[1]?.exception).toBeUndefined();
  });

  test('a crash of the library is told with its place there, and leaves no file behind', async () => {
    const fault = 'CLOSE-16.second-close-crashes';
    const running = await started(new WineTarget(), fault);
    const history = await played(running, async (stage) => {
      const { server } = await connect(stage);
      await server.set.call('Close');
      await server.set.call('Close');
    });
    const [end] = history.events.filter((event) => event.kind === 'process-end');
    expect(end).toMatchObject({
      exitCode: 0xc0000005,
      exception: {
        code: 0xc0000005,
        address: expect.stringMatching(/^0x[0-9a-f]+$/) as string,
        module: { name: 'vdi_faulty.dll', unloaded: false },
        access: { how: 'write', address: '0x0' },
      },
    });
    // Not below: a drive of the prefix leads to the root of everything.
    const names = await Promise.all(
      (await readdir(own.path)).map((name) => readdir(path.join(own.path, name))),
    );
    expect(names.flat()).toContain('agent-1.json');
    expect(names.flat().filter((name) => name.endsWith('.exceptions'))).toEqual([]);
  });

  test('knows what a process has loaded', async () => {
    const history = await played(await started(), async (stage) => {
      const { server } = await connect(stage);
      await server.unload('with the set open');
      await server.resources('unloaded');
    });
    const [before, unloaded] = history.events.filter((event) => event.kind === 'resources');
    const names = before?.modules?.map(({ name }) => name) ?? [];
    expect(names).toEqual(
      expect.arrayContaining([
        'node.dll',
        'koffi.node',
        'vdi_reference.dll',
        'vdi_recorder.dll',
        'ntdll.dll',
      ]),
    );
    expect(names.filter((name) => name === '')).toEqual([]);
    expect(unloaded?.modules?.map(({ name }) => name)).not.toContain('vdi_reference.dll');
  });

  test('a killed agent is replaced, its roles are gone, and the next case runs', async () => {
    const running = await started();
    const first = running.agentPid;
    const script = async (stage: Stage): Promise<void> => {
      const server = await stage.server();
      if (running.agentPid === first) {
        process.kill(first, 'SIGKILL');
        // Until then it may still answer. Wine's server sometimes keeps the connection of a dead process: then a limit tells, after 25 s.
        await goneWithin(first, GONE_MS);
      }
      await server.set.call('Close');
    };
    expect((await played(running, script)).events.map(({ kind }) => kind)).toEqual([
      'process-start',
      'kit-fault',
    ]);
    expect((await played(running, script)).events.map(({ kind }) => kind)).toEqual(['process-start', 'call']);
    expect(running.agentPid).not.toBe(first);
  });

  test('leaves no process and no folder after stop()', async () => {
    const running = await started();
    expect(wineProcesses()).toContain(running.agentPid);
    await running.stop();
    expect(wineProcesses()).toEqual([]);
    expect(await readdir(own.path)).toEqual([]);
  });

  test.each([
    ['LIBRARY_UNUSABLE', path.join(PACKAGE_ROOT, 'package.json'), 'it is not a Windows DLL'],
    ['LIBRARY_WITHOUT_ENTRY_POINT', WINDOWS_NATIVE.recorder, 'DllGetClassObject'],
    ['LIBRARY_MISSING', '/nowhere/sqlvdi.dll', 'there is no library'],
  ])('a library is refused: %s', async (code, library, said) => {
    await expect(new WineTarget().start({ library, limits })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(said) as string,
    });
    expect(wineProcesses()).toEqual([]);
    expect(await readdir(own.path)).toEqual([]);
  });

  test('ends everything of Wine when its starter is killed', async () => {
    const child = starter();
    own.beforeRemoval(async () => void child.kill('SIGKILL'));
    await once(child.stdout ?? child, 'data');
    const left = wineProcesses();
    expect(left.length).toBeGreaterThan(3);
    child.kill('SIGKILL');
    await Promise.all(left.map((pid) => goneWithin(pid, GONE_MS)));
    expect(wineProcesses()).toEqual([]);
    // Its prefix, a few files and links, is removed by the next run.
    await (await started()).stop();
    expect(await readdir(own.path)).toEqual([]);
  });
});

/** A program that starts the target and says so, to be killed. */
function starter(): ChildProcess {
  const of = (file: string): string => pathToFileURL(path.join(PACKAGE_ROOT, 'dist', 'harness', file)).href;
  const program = `
    import { WineTarget } from '${of('targets/wine/wine.js')}';
    import { DEFAULT_LIMITS } from '${of('limits/limits.js')}';
    await new WineTarget().start({ limits: DEFAULT_LIMITS, warmRoles: 2 });
    console.log('started');
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test("koffi's build for Windows is that of the koffi that the kit has", async () => {
  const lock = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; integrity: string }>;
  };
  const { version, integrity } = KOFFI;
  expect(lock.packages[`node_modules/${KOFFI.name}`]).toMatchObject({ version, integrity });
});
