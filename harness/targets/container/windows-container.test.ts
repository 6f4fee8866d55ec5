import { once } from 'node:events';
import { connect as connectTo, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Frames, STRANGER_FRAME_BYTES } from '../../agent/frames.js';
import type * as SecretModule from '../../agent/secret.js';
import { DEFAULT_LIMITS as limits } from '../../limits/limits.js';
import { backupStatement } from '../../sql/backup-statement.js';
import { SqlSession } from '../../sql/session.js';
import type { RunningTarget } from '../target.js';
import { OwnTemporaryFolder } from '../testing/own-temporary-folder.js';
import { connect, played } from '../wine/testing/play.js';
import type { Stage } from '../../stage/stage.js';
import { AGENT_PORT, CONTROL_PORT, RUN_FILE, SQL_PORT, type RunFile } from './inside/protocol.js';
import { LABELS, ownLabels } from './labels.js';
import { ContainerControl } from './container-control.js';
import { LINUX_WINE } from './linux-wine-image.js';
import { OwnContainer } from './own-container.js';
import { newSaPassword } from './sa-password.js';
import { containersOf, dockerHere, missingHere, noneWithin, PROOF } from './testing/container-here.js';
import { WindowsContainerTarget } from './windows-container.js';

/**
 * The target windows-container on a real Docker engine, with the image of the kit's own proof. With CI=true something missing is
 * a failure; else the tests are skipped, and say so.
 */
const why = await missingHere();
const inCi = process.env['CI'] === 'true';
if (why !== '' && !inCi) console.warn(`\nNOT RUN: the tests of the target windows-container: ${why}\n`);

test.skipIf(why !== '' && !inCi)('a Docker engine for Linux is there', () => {
  expect(why).toBe('');
});

/** The secrets that this process has made: that of the container's program is told to nobody else. */
const made = vi.hoisted((): string[] => []);
vi.mock('../../agent/secret.js', async (original) => {
  const own = await original<typeof SecretModule>();
  const newSecret = (): string => {
    const secret = own.newSecret();
    made.push(secret);
    return secret;
  };
  return { ...own, newSecret };
});

/** The first of them builds the image. */
const LIMIT_MS = 600_000;
const PORTS = [CONTROL_PORT, AGENT_PORT, SQL_PORT];
const target = new WindowsContainerTarget();

let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(async () => {
  await own.remove();
  if (why === '') expect(await containersOf()).toEqual([]);
});

async function started(
  options: { fault?: string; warmRoles?: number; engine?: boolean } = {},
): Promise<RunningTarget> {
  const running = await target.start({ limits, warmRoles: 1, container: PROOF, ...options });
  own.beforeRemoval(() => running.stop().catch(() => undefined));
  return running;
}

/** All of a case that is no more than a beginning. */
const connected = async (stage: Stage): Promise<void> => {
  await connect(stage);
};

describe.skipIf(why !== '')('the target windows-container', { timeout: LIMIT_MS }, () => {
  test('certifies what is registered with the Windows of the container', async () => {
    const { Volumes: volumes } = await (await dockerHere()).listVolumes();
    const running = await started();
    expect(running.connection.target).toMatchObject({
      name: 'windows-container',
      platform: expect.stringMatching(/^win32-x64, Wine \d/) as string,
      library: {
        file: 'C:\\Program Files\\Microsoft SQL Server\\80\\COM\\sqlvdi.dll',
        fileVersion: '0.1.0.0',
        activation: 'registered',
      },
      fault: null,
    });
    const history = await played(running, async (stage) => {
      const { server, client } = await connect(stage);
      stage.need(await server.set.call('Close'));
      stage.need(await client.set.call('Close'));
    });
    expect(history.events.filter(({ kind }) => kind === 'kit-fault' || kind === 'limit')).toEqual([]);
    expect(await running.processesStarted()).toBeGreaterThan(2);
    await running.stop();
    expect(await containersOf()).toEqual([]);
    expect((await (await dockerHere()).listVolumes()).Volumes).toEqual(volumes);
  });

  test('publishes its ports on the loopback alone, and secrets nowhere', async () => {
    made.length = 0;
    const running = await started({ engine: true });
    // That of the container's program; the agent's is made in the container.
    expect(made).toHaveLength(1);
    const [id = ''] = await containersOf();
    const container = (await dockerHere()).getContainer(id);
    const inspected = await container.inspect();
    const bound = Object.values(inspected.HostConfig.PortBindings as object) as { HostIp: string }[][];
    expect(bound).toHaveLength(PORTS.length);
    const { host } = running.connection;
    for (const [{ HostIp } = { HostIp: '' }] of bound) expect(['127.0.0.1', host]).toContain(HostIp);

    const log = (await container.logs({ stdout: true, stderr: true })).toString('utf8');
    const history = await played(running, connected);
    const seen = [JSON.stringify(inspected), log, JSON.stringify(history)].join();
    const { secret: ofAgent, sqlServer } = running.connection;
    for (const secret of [...made, ofAgent, sqlServer?.password ?? ''])
      expect(secret.length > 20 && !seen.includes(secret)).toBe(true);
    // It was read once, and is no more.
    const file = path.posix.join(LINUX_WINE.kit, ...RUN_FILE);
    await expect(container.getArchive({ path: file })).rejects.toMatchObject({ statusCode: 404 });
  });

  test('lets nobody in without the secret, and nobody in its starter’s place', async () => {
    const running = await started();
    const [id = ''] = await containersOf();
    const { Ports: ports } = (await (await dockerHere()).getContainer(id).inspect()).NetworkSettings;
    const at = (port: number): number => Number(ports[`${port}/tcp`]?.[0]?.HostPort);
    const said = async (port: number, hello: unknown): Promise<unknown> => {
      const socket: Socket = connectTo(port, running.connection.host);
      const frames = new Frames(socket, STRANGER_FRAME_BYTES);
      const answers: unknown[] = [];
      frames.onFrame = (frame) => answers.push(frame);
      await once(socket, 'connect');
      frames.send(hello);
      await once(socket, 'close');
      return answers;
    };
    const { secret } = running.connection;
    for (const port of [at(CONTROL_PORT), at(AGENT_PORT)]) {
      expect(await said(port, { as: 'starter', secret: 'x' })).toEqual([{ refused: true }]);
      expect(await said(port, { neither: 'nor' })).toEqual([]);
    }
    // The agent's secret is not the container's.
    expect(await said(at(CONTROL_PORT), { as: 'starter', secret })).toEqual([{ refused: true }]);
    await played(running, connected);
  });

  test('backs up over its own SQL port, with the password of the run', async () => {
    const running = await started({ engine: true });
    const { sqlServer, target: of } = running.connection;
    if (sqlServer === undefined) throw new Error('there is no SQL Server');
    expect(of.sqlServer?.version).toContain('reference SQL endpoint');
    const { host, port, user } = sqlServer;
    await expect(SqlSession.open({ host, port, user, password: 'x' }, limits)).rejects.toMatchObject({
      code: 'SQL_LOG_IN',
    });
    const history = await played(running, async (stage) => {
      const [client, sql] = await Promise.all([stage.client(), stage.sql()]);
      const config = { deviceCount: 1 };
      stage.need(await client.set.call('CreateEx', { instanceName: null, name: stage.set, config }));
      const { database } = sql;
      const statement = await sql.start(
        backupStatement({ what: 'database', database, devices: [stage.set], copyOnly: true }),
      );
      stage.need(await client.set.call('GetConfiguration', { timeoutMs: limits.waitingCallMs }));
      const { device } = await client.openDevice(stage.set);
      if (device === null) throw new Error('no device');
      for (let over = false; !over;) {
        const { taken } = await client.take(device, 1);
        over = taken.length === 0;
        if (!over) await client.complete(device, taken);
      }
      await statement.ended;
      await client.set.call('Close');
    });
    const statement = history.events.find(({ kind }) => kind === 'statement');
    expect(statement).toMatchObject({ ending: { how: 'completed' } });
    const [last] = history.events
      .filter((event) => event.kind === 'call' && event.method === 'GetCommand')
      .slice(-1);
    expect(last).toMatchObject({ outcome: { name: 'VD_E_CLOSE' } });
  });

  test('a killed agent is replaced in the container, and the next case runs', async () => {
    const running = await started();
    const first = running.agentPid;
    const script = async (stage: Stage): Promise<void> => {
      const server = await stage.server();
      if (running.agentPid === first) await killInContainer('agent.cjs');
      await server.set.call('Close');
    };
    const kinds = async (): Promise<string[]> =>
      (await played(running, script)).events.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['process-start', 'kit-fault']);
    expect(await kinds()).toEqual(['process-start', 'call']);
    expect(running.agentPid).not.toBe(first);
  });

  test('why a killed agent was not replaced is told of when the target is stopped', async () => {
    const running = await started({ warmRoles: 0 });
    const first = running.agentPid;
    const [id = ''] = await containersOf();
    const agent = path.posix.join(LINUX_WINE.kit, 'dist', 'agent', 'agent.cjs');
    const instead = `echo 'console.error("no such thing"); process.exit(7);' >${agent}`;
    const writing = await (await dockerHere()).getContainer(id).exec({ Cmd: ['sh', '-c', instead] });
    await once((await writing.start({})).resume(), 'end');
    await killInContainer('agent.cjs');
    while (running.agentPid === first) await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(running.stop()).rejects.toMatchObject({
      code: 'AGENT_NOT_STARTED',
      message: expect.stringMatching(/exit code 7\).*no such thing/s) as string,
    });
    expect(await containersOf()).toEqual([]);
  });

  test('a container that is killed is told of when the target is stopped, and cases say that nobody is there', async () => {
    const quick = { ...limits, agentStartMs: 2_000 };
    const running = await target.start({ limits: quick, warmRoles: 1, container: PROOF });
    const [id = ''] = await containersOf();
    const history = await played(running, async (stage) => {
      const server = await stage.server();
      await (await dockerHere()).getContainer(id).kill();
      await server.set.call('Close');
    });
    expect(history.events.map(({ kind }) => kind)).toEqual(['process-start', 'kit-fault']);
    await expect(running.stop()).rejects.toMatchObject({
      code: 'CONTAINER_ENDED',
      message: expect.stringContaining('exit code 137') as string,
    });
  });

  test('the reference can be told to misbehave, in what it has a fault for', async () => {
    const running = await started({ fault: 'CLOSE-09.completed-as-success' });
    expect(running.connection.target).toMatchObject({
      fault: 'CLOSE-09.completed-as-success',
      library: { file: 'dist/native/win32-x64/vdi_faulty.dll' },
    });
    await expect(started({ fault: 'CLOSE-09.nonsense' })).rejects.toMatchObject({
      name: 'UsageError',
      code: 'UNKNOWN_FAULT',
    });
  });

  test('has no library of this machine', async () => {
    const library = path.resolve('package.json');
    await expect(target.start({ limits, library, container: PROOF })).rejects.toMatchObject({
      code: 'LIBRARY_NOT_IN_IMAGE',
    });
  });

  test('a container that nobody connects to ends by itself', async () => {
    const docker = await dockerHere();
    const [image] = await docker.listImages({ filters: { label: [`${LABELS.image}=linux-wine`] } });
    const run: RunFile = { secret: 'x', saPassword: newSaPassword(), starterMs: 300, helloMs: 300 };
    const target = path.posix.join(LINUX_WINE.kit, ...RUN_FILE);
    const hosting = { docker, ports: PORTS, publishedOn: '127.0.0.1', memoryBytes: 2 ** 31 };
    const container = new OwnContainer(image?.Id ?? '', hosting)
      .withLabels(ownLabels())
      .withCopyContentToContainer([{ content: JSON.stringify(run), target }]);
    await container.start();
    expect(await container.ended).toEqual({ exitCode: 1 });
    expect(container.log.join()).toContain('no harness connected within 300 ms');
    expect(await noneWithin(process.pid, limits.agentAnswerMs)).toBe(true);
  });

  test('what a killed run left is removed by the next', async () => {
    const docker = await dockerHere();
    const [image] = await docker.listImages({ filters: { label: [`${LABELS.image}=linux-wine`] } });
    // More than the system gives: nobody has it.
    const pid = 2 ** 30;
    const Labels = { ...ownLabels(), [LABELS.pid]: String(pid) };
    await docker.createContainer({ Image: image?.Id ?? '', Labels });
    expect(await containersOf(pid)).toHaveLength(1);
    await started();
    expect(await containersOf(pid)).toEqual([]);
  });

  test('doctor goes through all of it, to what the library answers in the container', async () => {
    const checks = await target.check(null, PROOF);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Docker engine',
        "the engine's containers",
        'memory',
        'image',
        'container',
        "the server's Open(NULL)",
      ]),
    );
  });

  test.each<[string, (asked: readonly string[]) => Promise<boolean>]>([
    ['while the container starts', async () => (await containersOf()).length > 0],
    ['while the library is asked in it', (asked) => Promise.resolve(asked.includes('check'))],
  ])('doctor can be given up %s, and leaves none', async (_, begun) => {
    const ask = vi.spyOn(ContainerControl.prototype, 'ask');
    try {
      const controller = new AbortController();
      const checking = target.check(null, PROOF, controller.signal);
      checking.catch(() => undefined);
      // Either takes longer than this.
      while (!(await begun(ask.mock.calls.map(([method]) => method))))
        await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort(new Error('enough'));
      await expect(checking).rejects.toThrow('enough');
      expect(await containersOf()).toEqual([]);
    } finally {
      ask.mockRestore();
    }
  });
});

/** Kills every process of the container's with this on its command line; they are processes of this machine, too. */
async function killInContainer(word: string): Promise<void> {
  const [id = ''] = await containersOf();
  const { Titles, Processes } = (await (await dockerHere()).getContainer(id).top()) as {
    Titles: string[];
    Processes: string[][];
  };
  const pids = Processes.filter((each) => each.join(' ').includes(word)).map((each) =>
    Number(each[Titles.indexOf('PID')]),
  );
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}
