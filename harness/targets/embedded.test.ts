import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { childrenOf, goneWithin, runs } from '../agent/testing/processes.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { openSession } from '../stage/session.js';
import { EmbeddedTarget } from './embedded.js';
import type { RunningTarget } from './target.js';
import { OwnTemporaryFolder } from './testing/own-temporary-folder.js';

const GONE_MS = 5_000;
const limits = DEFAULT_LIMITS;
let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(() => own.remove());

async function started(settings: { warmRoles?: number } = {}): Promise<RunningTarget> {
  const target = await new EmbeddedTarget({ warmRoles: 1, ...settings }).start({ limits });
  own.beforeRemoval(() => target.stop());
  return target;
}

/** The agent's role processes once there are so many; they are started one after another. */
async function rolesOf(agent: number, count: number): Promise<number[]> {
  for (;;) {
    const roles = childrenOf(agent);
    if (roles.length >= count) return roles;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function allGone(pids: readonly number[]): Promise<void> {
  const left = (await Promise.all(pids.map((pid) => goneWithin(pid, GONE_MS)))).filter((gone) => !gone);
  expect(left).toEqual([]);
}

describe('the embedded target', () => {
  test('is available here, item by item', async () => {
    const checks = await new EmbeddedTarget().check();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ what }) => what)).toContain('reference library');
  });

  test('says what is certified', async () => {
    const { connection } = await started();
    expect(connection.target).toMatchObject({
      name: 'embedded',
      platform: `${process.platform}-${process.arch}`,
      library: {
        file: expect.stringMatching(/libvdi_reference\.so$/) as string,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
      fault: null,
    });
    expect(connection.secret).toMatch(/^[0-9a-f]{64}$/);
  });

  test('keeps as many processes warm as it was told, and more when they are announced', async () => {
    const target = await started({ warmRoles: 2 });
    expect(await rolesOf(target.agentPid, 2)).toHaveLength(2);
    expect(await target.processesStarted()).toBe(3);
    const session = await openSession(target.connection);
    const recording = session.record({ rule: 'TEST', scenario: 'pool' });
    await recording.runCase({ id: 'a', parameters: {}, processes: 3 }, async () => {
      await rolesOf(target.agentPid, 5);
    });
    expect(recording.history().events).toEqual([]);
    expect(await target.processesStarted()).toBe(6);
    await session.close();
  });

  test('leaves no process and no folder after stop()', async () => {
    const target = await started({ warmRoles: 2 });
    const session = await openSession(target.connection);
    const roles = await rolesOf(target.agentPid, 2);
    const { agentPid } = target;
    await target.stop();
    expect([agentPid, ...roles].filter(runs)).toEqual([]);
    expect(await readdir(own.path)).toEqual([]);
    await session.close();
  });

  test("a session's end ends its roles, even those in a call that never returns", async () => {
    const target = await started();
    const session = await openSession(target.connection);
    let pid = 0;
    let waits: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (waits = resolve));
    const recording = session.record({ rule: 'TEST', scenario: 'end' });
    const run = recording.runCase({ id: 'a', parameters: {}, processes: 1 }, async (stage) => {
      const client = await stage.client();
      pid = client.pid;
      stage.need(await client.set.call('Create', { name: stage.set, config: { deviceCount: 1 } }));
      const call = client.set.call('GetConfiguration', { timeoutMs: 0xffffffff });
      await call.started;
      waits();
      await call;
    });
    await waiting;
    await session.close();
    expect(await goneWithin(pid, GONE_MS)).toBe(true);
    await run;
    expect(recording.history().events.at(-1)).toMatchObject({ kind: 'kit-fault', code: 'AGENT_LOST' });
  });

  test('a killed agent is replaced on its port; its roles are gone, and the next case runs', async () => {
    const target = await started({ warmRoles: 2 });
    const first = target.agentPid;
    const roles = await rolesOf(first, 2);
    const session = await openSession(target.connection, {
      onStep: async ({ step, agentPid }) => {
        if (step !== 'server.set.Close' || agentPid !== first) return;
        process.kill(agentPid, 'SIGKILL');
        await goneWithin(agentPid, GONE_MS);
      },
    });
    const recording = session.record({ rule: 'TEST', scenario: 'agent' });
    for (const id of ['killed', 'next']) {
      await recording.runCase({ id, parameters: {}, processes: 1 }, async (stage) => {
        const server = await stage.server();
        await server.set.call('Close');
      });
    }
    await allGone([first, ...roles]);
    const { events } = recording.history();
    const of = (id: string): string[] => events.filter((each) => each.case === id).map(({ kind }) => kind);
    expect(of('killed')).toEqual(['process-start', 'kit-fault']);
    expect(of('next')).toEqual(['process-start', 'call']);
    expect(events.find(({ kind }) => kind === 'kit-fault')).toMatchObject({ code: 'AGENT_LOST' });
    expect(target.agentPid).not.toBe(first);
    await session.close();
    await target.stop();
    expect(await readdir(own.path)).toEqual([]);
  });
});

test('a killed agent is replaced once its port, which somebody else has got meanwhile, is free again', async () => {
  const target = await started({ warmRoles: 0 });
  const { agentPid: first, connection } = target;
  process.kill(first, 'SIGKILL');
  await goneWithin(first, GONE_MS);
  const stranger = createServer((socket) => socket.destroy());
  stranger.listen(connection.port, connection.host);
  await once(stranger, 'listening');
  const begun = await target.processesStarted();
  await expect.poll(() => target.processesStarted(), { timeout: GONE_MS }).toBeGreaterThan(begun + 1);
  stranger.close();
  const session = await openSession(connection);
  await session.close();
  expect(target.agentPid).not.toBe(first);
});

describe('strangers', () => {
  test('a wrong secret opens nothing', async () => {
    const { connection } = await started();
    await expect(openSession({ ...connection, secret: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'AGENT_REFUSED',
    });
  });

  test.each([
    ['what is no hello', '{"t":"q","m":"clock","a":[],"i":"1"}\n'],
    ['what is no JSON', 'GET / HTTP/1.1\r\n\r\n'],
    ['a first frame that is too long', 'x'.repeat(10_000)],
  ])('%s is cut off without an answer', async (_, bytes) => {
    const { connection } = await started();
    const socket = connect(connection.port, connection.host);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(bytes);
    await once(socket, 'close');
    expect(answer).toBe('');
  });
});

/** A program that starts a target and says who is who, for tests that kill it. */
function starter(end: string): ChildProcess {
  const of = (file: string): string => pathToFileURL(path.join(PACKAGE_ROOT, 'dist', 'harness', file)).href;
  const program = `
    import { EmbeddedTarget } from '${of('targets/embedded.js')}';
    import { endOnSignals } from '${of('targets/end-on-signals.js')}';
    import { DEFAULT_LIMITS } from '${of('limits/limits.js')}';
    const target = await new EmbeddedTarget({ warmRoles: 2 }).start({ limits: DEFAULT_LIMITS });
    ${end}
    console.log(target.agentPid);
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('a starter that ends', () => {
  test.each([
    ['is killed', 'SIGKILL', '', null],
    ['gets SIGTERM', 'SIGTERM', 'endOnSignals(() => target.stop());', 143],
    ['gets SIGINT', 'SIGINT', 'endOnSignals(() => target.stop());', 130],
  ] as const)('because it %s leaves no process and no folder', async (_, signal, end, code) => {
    const child = starter(end);
    own.beforeRemoval(async () => void child.kill('SIGKILL'));
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const agent = Number(line.toString());
    const roles = await rolesOf(agent, 2);
    child.kill(signal);
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    expect(exitCode).toBe(code);
    await allGone([agent, ...roles]);
    expect(await readdir(own.path)).toEqual([]);
  });
});
