import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { LinuxProbe } from '../probes/linux.js';
import { act, plan, reached, secondServer, type Act, type SetPlan } from '../sql/direction.js';
import { SqlSession } from '../sql/session.js';
import { startEndpoint } from '../sql/testing/backup-stage.js';
import { deviceGuids } from '../sql/virtual-devices.js';
import { LINUX_NATIVE } from '../targets/linux-native.js';
import { ClientStage, type Outcome } from './testing/client-stage.js';
import { LINUX_LAYOUT, LINUX_SYMBOLS } from './testing/linux-interface.js';
import { buildOwnClient, FAULTY_VENDOR_FOLDER, LINKED_CLIENT } from './testing/own-client.js';
import { RecordingListener } from './testing/recording-listener.js';
import type { RunningEndpoint } from './sql/process/start-endpoint.js';

/**
 * libsqlvdi.so: its binary interface, and a client that is linked with it and meets the endpoint, which has loaded the reference itself.
 */
const run = promisify(execFile);
await buildOwnClient();

let endpoint: RunningEndpoint;
let stage: ClientStage;
let director: SqlSession;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  stage = await ClientStage.open(endpoint, [LINKED_CLIENT]);
  director = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await director.close();
  await stage.close();
});

const SUCCESS: Outcome = { sql: 'completed', exit: 0, done: true, reason: '', left: false };
const failure = (sql: string | null, reason: string): Outcome => ({
  ...{ sql, exit: 1, done: false, left: false },
  reason: `vdi_linux_client: ${reason}`,
});
const ABORTED = 'GetCommand answered 0x80770004';

describe('the binary interface', () => {
  test('exports what the public header lets clients ask for, and nothing else', async () => {
    const { stdout } = await run('nm', ['-D', '--defined-only', '--format=posix', LINUX_NATIVE.vendor]);
    const exported = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    expect(exported.map(([name]) => name).sort()).toEqual([...LINUX_SYMBOLS].sort());
    for (const [, kind] of exported) expect(kind).toBe('T');
  });

  test('is found by the name that clients are linked with', async () => {
    const { stdout } = await run('readelf', ['--dynamic', LINUX_NATIVE.vendor, LINKED_CLIENT]);
    expect(stdout).toMatch(/SONAME.*\[libsqlvdi\.so\]/);
    expect(stdout).toMatch(/NEEDED.*\[libsqlvdi\.so\]/);
    expect(stdout).not.toMatch(/NEEDED.*vdi_reference/);
  });

  test('has the sizes and offsets of the public header', async () => {
    const { stdout } = await run(LINKED_CLIENT, ['--layout']);
    expect(JSON.parse(stdout)).toEqual(LINUX_LAYOUT);
  });
});

const NOERROR = '0x00000000';
const TIMEOUT = '0x80770003';
const INVALID = '0x80770006';
const PROTOCOL = '0x8077000c';

test('calls without a server are answered as the documents say', async () => {
  const [name = ''] = deviceGuids(1);
  const { stdout } = await run(LINKED_CLIENT, ['--check', name]);
  expect(stdout.trim().split('\n')).toEqual([
    `GetCommand of a device that nobody opened ${PROTOCOL}`,
    `CompleteCommand of a device that nobody opened ${PROTOCOL}`,
    `GetConfiguration without a set ${PROTOCOL}`,
    `OpenDevice without a set ${PROTOCOL}`,
    `and gives null ${NOERROR}`,
    `SignalAbort without a set ${PROTOCOL}`,
    `GetBufferHandle without a set ${PROTOCOL}`,
    `MapBufferHandle without a set ${PROTOCOL}`,
    `OpenInSecondary of no set ${PROTOCOL}`,
    `Close without a set ${PROTOCOL}`,
    `Create without a name ${INVALID}`,
    ...Array.from({ length: 8 }, () => `Create with a bad name ${INVALID}`),
    `Create with 127 characters ${NOERROR}`,
    `Close ${NOERROR}`,
    `Create with 128 characters ${INVALID}`,
    `Create with 63 clefs and a letter ${NOERROR}`,
    `Close ${NOERROR}`,
    `Create with an umlaut more ${INVALID}`,
    `Create without a configuration ${INVALID}`,
    `Create ${NOERROR}`,
    `Create again ${PROTOCOL}`,
    `Create of another object's name ${PROTOCOL}`,
    `GetConfiguration, polled ${TIMEOUT}`,
    `OpenDevice too early ${PROTOCOL}`,
    `SignalAbort ${NOERROR}`,
    `GetConfiguration after it 0x80770004`,
    `Close ${NOERROR}`,
    `Close again ${PROTOCOL}`,
    `Create for a further set ${NOERROR}`,
    `Create after the object's end ${NOERROR}`,
    `Close ${NOERROR}`,
  ]);
  expect(await new LinuxProbe().objects(name)).toEqual([]);
});

describe('a client that is linked with it', () => {
  test.each([
    [1, []],
    [4, []],
    [64, []],
    [3, ['--handles']],
  ] as const)('backs up and restores: %i devices %j', async (devices, words) => {
    const file = await stage.medium();
    expect(await stage.backUp(file, devices, { words })).toEqual(SUCCESS);
    expect(await stage.restore(file, devices, { words })).toEqual(SUCCESS);
    expect(await readdir(path.dirname(file))).toHaveLength(devices);
  });

  test('meets the server by a name in any letters', async () => {
    const [name = ''] = deviceGuids(1);
    const names = [`Zürich-駅-𝄞-${name}`];
    expect(await stage.backUp(await stage.medium(), 1, { names })).toEqual(SUCCESS);
  });

  test('tells the server what it cannot do', async () => {
    const full = await stage.backUp(await stage.fullMedium(1), 1);
    expect(full).toMatchObject({ sql: '3202:112', exit: 1 });
    expect(await stage.restore(await stage.cut(1), 1)).toEqual(failure('3203:38', ABORTED));
    expect(await stage.refused({})).toEqual(failure('3261', 'GetConfiguration answered 0x80770004'));
  });

  test.each([
    ['abort', 'the client has aborted', 1],
    // VD_E_OPEN
    ['close', 'Close answered 0x8077000d', 1],
    ['delete', 'the client has deleted its set', 1],
    ['exit', '', 7],
  ])('ends the set for the server: %s', async (then, reason, exit) => {
    const names = deviceGuids(1);
    const outcome = await stage.backUp(await stage.medium(), 1, {
      names,
      words: ['--after', '3', '--then', then],
    });
    const said = exit === 7 ? '' : `vdi_linux_client: ${reason}`;
    // Which of the two depends on where the server was when it heard of it.
    expect(outcome.sql).toMatch(/^(3202|3271):995$/);
    expect(outcome).toMatchObject({ exit, done: false, reason: said, left: false });
    expect(await new LinuxProbe().objects(names[0] ?? '')).toEqual([]);
  });

  // Where the client is, when the server is there, is chance.
  const SERVING = /(GetConfiguration|OpenDevice|GetCommand|CompleteCommand) answered 0x80770004$/;
  const MOMENTS: readonly (readonly [SetPlan, RegExp])[] = [
    [{ stopAt: 'opened' }, /GetConfiguration answered 0x80770004$/],
    [{ stopAt: 'devices-open' }, SERVING],
    [{ stopAt: 'sent', commands: 5 }, SERVING],
    [{ stopAt: 'one-closed' }, SERVING],
  ];
  const ACTS: readonly Act[] = ['close', 'signal-abort'];
  const ENDS = MOMENTS.flatMap(([stop, reason]) => ACTS.map((does) => ({ stop, reason, does })));

  test.each(ENDS)('hears of the server’s $does at $stop', async ({ stop, reason, does }) => {
    const names = deviceGuids(2);
    const [set = ''] = names;
    await plan(director, set, stop);
    const ending = stage.backUp(await stage.medium(), 2, { names });
    expect((await reached(director, set)).state).toBe('reached');
    await act(director, set, does);
    const outcome = await ending;
    expect(outcome).toMatchObject({ exit: 1, done: false, left: false });
    expect(outcome.reason).toMatch(reason);
    expect(await new LinuxProbe().objects(set)).toEqual([]);
    expect(await stage.backUp(await stage.medium(), 2, { names })).toEqual(SUCCESS);
  });

  test('hears of the death of the server’s process', async () => {
    const { port } = await secondServer(director);
    const mortal = await ClientStage.open({ ...endpoint, server: { ...endpoint.server, port } }, [
      LINKED_CLIENT,
    ]);
    const killer = await SqlSession.open({ ...endpoint.server, port }, DEFAULT_LIMITS);
    onTestFinished(async () => {
      await killer.close();
      await mortal.close();
    });
    const names = deviceGuids(1);
    const [set = ''] = names;
    await plan(killer, set, { stopAt: 'completed', commands: 1 });
    const ending = mortal.backUp(await mortal.medium(), 1, { names });
    expect((await reached(killer, set)).state).toBe('reached');
    await act(killer, set, 'die');
    expect(await ending).toEqual(failure('connection-lost', ABORTED));
    expect(await new LinuxProbe().objects(set)).toEqual([]);
  });
});

describe('a limit of time', () => {
  /** A client for which nobody comes, and how long it has waited. */
  async function waited(words: readonly string[]): Promise<number> {
    const before = performance.now();
    expect(await stage.unattended({ words })).toEqual(failure(null, `GetConfiguration answered ${TIMEOUT}`));
    return performance.now() - before;
  }

  test('is in milliseconds', async () => {
    expect(await waited(['--wait-ms', '300'])).toBeGreaterThan(300);
  });

  test('is in seconds for those who have written their client so', async () => {
    vi.stubEnv('LIBSQLVDI_TIME', 'seconds');
    expect(await waited(['--wait-ms', '1'])).toBeGreaterThan(1_000);
  });
});

describe('the reference behind it', () => {
  test('records the client’s calls', async () => {
    const listener = await RecordingListener.listen();
    onTestFinished(() => listener.close());
    for (const [name, value] of Object.entries(listener.env)) vi.stubEnv(name, value);
    const [name = ''] = deviceGuids(1);
    expect(await stage.backUp(await stage.medium(), 1, { names: [name] })).toEqual(SUCCESS);
    const [heard, more] = await listener.until(() =>
      listener.recordings.length > 0 && listener.recordings.every(({ ended }) => ended)
        ? listener.recordings
        : undefined,
    );
    expect(more).toBeUndefined();
    const entered = heard?.lines.filter(({ what }) => what === 'enter') ?? [];
    expect(heard?.hello).toMatchObject({ end: 'client' });
    expect(new Set(entered.map(({ method }) => method))).toEqual(
      new Set([
        'Create',
        'GetConfiguration',
        'OpenDevice',
        'GetCommand',
        'CompleteCommand',
        'Close',
        'Release',
      ]),
    );
    // Calls leave no references behind that would be told as given back: the device's last one, and the set's.
    expect(entered.filter(({ method }) => method === 'Release').map(({ object }) => object)).toEqual([
      `device:${name}`,
      'set',
    ]);
    expect(entered.find(({ method }) => method === 'Create')?.args).toMatchObject({ name });
  });

  test('can have faults', async () => {
    vi.stubEnv('LD_LIBRARY_PATH', FAULTY_VENDOR_FOLDER);
    vi.stubEnv('VDI_REFERENCE_FAULT', 'CLOSE-07.waiters-told-closed');
    const [set = ''] = deviceGuids(1);
    await plan(director, set, { stopAt: 'completed', commands: 1 });
    const ending = stage.backUp(await stage.medium(), 1, { names: [set] });
    expect((await reached(director, set)).state).toBe('reached');
    await act(director, set, 'close');
    // It was told that all is well.
    expect(await ending).toMatchObject({ exit: 0, done: true });
  });

  test('that gives no set answers what a client can read', async () => {
    vi.stubEnv('LD_LIBRARY_PATH', FAULTY_VENDOR_FOLDER);
    vi.stubEnv('VDI_REFERENCE_FAULT', 'no such fault');
    expect(await stage.unattended({})).toEqual(failure(null, 'Create answered 0x8077000b'));
  });
});
