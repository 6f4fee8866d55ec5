import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goneWithin } from '../agent/testing/processes.js';
import { historySchema, type History } from '../history/history.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { RunningTarget } from '../targets/target.js';
import { openSession, type Session } from './session.js';
import type { ServerRole } from './stage.js';

/** Roles that die, hang or babble: each is noticed, recorded and ended, and the next case starts clean. */
const roleScript = path.join(PACKAGE_ROOT, 'harness', 'agent', 'testing', 'misbehaving-role.cjs');
const limits = { ...DEFAULT_LIMITS, callMs: 300, waitingCallMs: 200 };
let target: RunningTarget;
let session: Session;

beforeAll(async () => {
  target = await new EmbeddedTarget({ roleScript, warmRoles: 1 }).start({ limits });
  session = await openSession(target.connection);
});

afterAll(async () => {
  await session.close();
  await target.stop();
});

/** The history of one case with one server role. */
async function play(script: (server: ServerRole) => Promise<void>): Promise<History> {
  const recording = session.record({ rule: 'TEST', scenario: 'misbehaviour' });
  await recording.runCase({ id: 'one', parameters: {}, processes: 1 }, async (stage) =>
    script(await stage.server()),
  );
  const history = historySchema.parse(recording.history());
  // An expectation that fails inside a script is a fault of the script's: it must fail the test.
  expect(history.events.filter(({ kind }) => kind === 'kit-fault')).toEqual([]);
  return history;
}

/** Events by kind, without the start of the process. */
function kinds(history: History): string[] {
  return history.events.map(({ kind }) => kind).filter((kind) => kind !== 'process-start');
}

function find(history: History, kind: History['events'][number]['kind']): unknown {
  return history.events.find((event) => event.kind === kind);
}

describe('a role that', () => {
  test('dies in a call: process-ended, for this call and for later ones', async () => {
    const history = await play(async (server) => {
      const answer = await server.set.call('Close');
      expect(answer).toMatchObject({ code: null, ok: false, outcome: { how: 'process-ended' } });
      expect(server.alive).toBe(false);
      expect((await server.set.call('Open', { name: 'x' })).outcome.how).toBe('process-ended');
      await server.ended();
    });
    expect(kinds(history)).toEqual(['call', 'process-end', 'call']);
    expect(find(history, 'process-end')).toMatchObject({
      signal: 'SIGSEGV',
      exitCode: null,
      cause: 'by-itself',
    });
  });

  test('exits in a call: its exit code is recorded', async () => {
    const history = await play(async (server) => {
      await server.set.call('EndConfiguration');
    });
    expect(find(history, 'process-end')).toMatchObject({ exitCode: 3, signal: null, cause: 'by-itself' });
  });

  test('hangs: no-answer, the limit by name, and the kit kills it', async () => {
    const history = await play(async (server) => {
      const answer = await server.set.call('SignalAbort');
      expect(answer.outcome).toEqual({ how: 'no-answer', afterMs: 300, limit: 'callMs' });
      expect(server.alive).toBe(false);
    });
    expect(kinds(history)).toEqual(['call', 'limit', 'process-end']);
    expect(find(history, 'limit')).toMatchObject({
      role: 'server',
      limit: 'callMs',
      afterMs: 300,
      awaited: 'SignalAbort of server',
    });
    expect(find(history, 'process-end')).toMatchObject({ signal: 'SIGKILL', cause: 'killed-by-kit' });
  });

  test.each([
    ['GetConfiguration', {}, 'a frame is not JSON: *** stack smashing detected ***'],
    ['IsSharedBuffer', { buffer: '0x10' }, 'a frame is no call and no answer: {"hello":"world"}'],
  ])('breaks the protocol in %s: what it sent is kept, and it is killed', async (method, args, excerpt) => {
    const history = await play(async (server) => {
      expect((await server.set.call(method, args)).outcome.how).toBe('process-ended');
    });
    expect(find(history, 'output')).toMatchObject({ stream: 'protocol', excerpt });
    expect(find(history, 'process-end')).toMatchObject({ signal: 'SIGKILL', cause: 'killed-by-kit' });
  });

  test('writes a word to standard error: recorded, and nothing else happens', async () => {
    const history = await play(async (server) => {
      expect((await server.set.call('AddRef')).outcome).toEqual({ how: 'value', value: 2 });
      expect((await server.set.call('Open', { name: 'x' })).ok).toBe(true);
    });
    expect(find(history, 'output')).toMatchObject({ stream: 'stderr', bytes: 7, excerpt: 'a word\n' });
    expect(find(history, 'process-end')).toBeUndefined();
  });

  test('babbles without end: a bounded excerpt is kept, and it is killed', async () => {
    const history = await play(async (server) => {
      expect((await server.set.call('Release')).outcome.how).toBe('process-ended');
    });
    const output = history.events.find((event) => event.kind === 'output');
    expect(output?.bytes).toBeGreaterThan(1_048_576);
    expect(output?.excerpt.length).toBeLessThanOrEqual(2_048);
    expect(find(history, 'process-end')).toMatchObject({ cause: 'killed-by-kit' });
  });

  test('forks and dies: what it forked is ended too', async () => {
    const history = await play(async (server) => {
      await server.set.call('ExecuteCompletionAgent');
    });
    const output = history.events.find((event) => event.kind === 'output');
    const [, child] = /child (\d+)/.exec(output?.excerpt ?? '') ?? [];
    expect(child).toBeDefined();
    expect(await goneWithin(Number(child), 2_000)).toBe(true);
    expect(find(history, 'left-running')).toMatchObject({
      processes: [{ pid: Number(child), name: 'sleep' }],
    });
  });

  test('misbehaves leaves the next case clean', async () => {
    await play(async (server) => {
      await server.set.call('SignalAbort');
    });
    const history = await play(async (server) => {
      await server.set.call('Open', { name: 'x' });
    });
    expect(kinds(history)).toEqual(['call']);
    expect(find(history, 'call')).toMatchObject({ outcome: { how: 'returned', name: 'NOERROR' } });
  });
});

describe('limits', () => {
  test('a case that takes too long ends with a fault of the kit that names the limit', async () => {
    const impatient = await openSession({ ...target.connection, limits: { ...limits, caseMs: 150 } });
    try {
      const recording = impatient.record({ rule: 'TEST', scenario: 'slow' });
      await recording.runCase({ id: 'one', parameters: {}, processes: 1 }, async (stage) => {
        await stage.server();
        await new Promise(() => undefined);
      });
      const history = historySchema.parse(recording.history());
      expect(find(history, 'limit')).toMatchObject({ limit: 'caseMs', afterMs: 150 });
      expect(history.events.at(-1)).toMatchObject({ kind: 'kit-fault', code: 'CASE_LIMIT' });
    } finally {
      await impatient.close();
    }
  });
});

describe('a role process that cannot start', () => {
  test.each([
    [
      'ends at once',
      'exits.cjs',
      'process.stderr.write("no such thing"); process.exitCode = 9;',
      'ROLE_NOT_STARTED',
      /exit code 9.*no such thing/,
    ],
    ['never gets ready', 'sleeps.cjs', 'setInterval(() => undefined, 1000);', 'ROLE_NOT_READY', /400 ms/],
  ])('because it %s is a fault of the kit', async (_, file, program, code, message) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdi-role-'));
    const script = path.join(folder, file);
    await writeFile(script, program);
    const broken = await new EmbeddedTarget({ roleScript: script, warmRoles: 0 }).start({
      limits: { ...limits, roleStartMs: 400 },
    });
    try {
      const its = await openSession(broken.connection);
      const recording = its.record({ rule: 'TEST', scenario: 'no role' });
      await recording.runCase({ id: 'one', parameters: {}, processes: 0 }, async (stage) => {
        await stage.server();
      });
      const [fault] = recording.history().events;
      expect(fault).toMatchObject({
        kind: 'kit-fault',
        code,
        message: expect.stringMatching(message) as string,
      });
      await its.close();
    } finally {
      await broken.stop();
      await rm(folder, { recursive: true });
    }
  });
});

test("a death just before a case's end is the target's, however late it is learned of", async () => {
  // No waiting between the kill and the end: the case's own tidying races with it, and must not cover it up.
  for (let round = 0; round < 20; round++) {
    const history = await play(async (server) => {
      process.kill(server.pid, 'SIGKILL');
      await Promise.resolve();
    });
    expect(find(history, 'process-end')).toMatchObject({ signal: 'SIGKILL', cause: 'by-itself' });
  }
});
