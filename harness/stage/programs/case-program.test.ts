import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goneWithin } from '../../agent/testing/processes.js';
import type { ClientConfig } from '../../client-program/client-config.js';
import type { History } from '../../history/history.js';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { limitsSchema } from '../../limits/limits.js';
import { EmbeddedTarget } from '../../targets/embedded.js';
import type { RunningTarget, TargetConnection } from '../../targets/target.js';
import type { ClientProgram, ProgramRun, RecordedCalls, Stage } from '../stage.js';
import { eventsOf as of, played as playedOn } from '../testing/played.js';

const PROGRAM = path.join(PACKAGE_ROOT, 'harness', 'agent', 'testing', 'recorded-program.cjs');
const limits = limitsSchema.parse({ clientEndMs: 2_000, clientStepMs: 1_000, recordingEndMs: 1_000 });
const CONFIG: ClientConfig = {
  command: [process.execPath],
  env: {},
  cwd: null,
  statements: 'kit',
  success: { exitCodes: [0], output: '^done$' },
  maxDevices: 2,
  limits: { endMs: 2_000, runMs: 5_000 },
  cannot: {},
};

let running: RunningTarget;
beforeAll(async () => {
  running = await new EmbeddedTarget().start({ limits, warmRoles: 0, client: CONFIG });
});
afterAll(() => running.stop());

/** The connection of a run in which the client is the program that does these things. */
function connectionFor(command: readonly string[]): TargetConnection {
  const { client } = running.connection;
  if (client === undefined) throw new Error('the target was started without a client');
  return { ...running.connection, client: { ...client, config: { ...CONFIG, command } } };
}

/** Starts it, and waits for its end. */
async function runToItsEnd(start: Start): Promise<void> {
  await (await start()).ended();
}

type Start = (more?: Partial<ProgramRun>) => Promise<ClientProgram>;

/** A case in which the program that does these things may be started. */
async function played(
  words: readonly string[],
  script: (start: Start, stage: Stage) => Promise<void>,
  command: readonly string[] = [process.execPath, PROGRAM, ...words],
): Promise<History> {
  return playedOn(
    connectionFor(command),
    (stage) =>
      script(
        (more = {}) =>
          stage.program({ direction: 'backup', devices: [stage.set], medium: stage.newMedium(), ...more }),
        stage,
      ),
    0,
  );
}

describe('how a client program ends', () => {
  test('by itself: its exit code and its output tell success', async () => {
    const history = await played(['say', 'done', 'exit', '0'], async (start) => {
      const client = await start();
      expect(await client.ended()).toBe(true);
      expect(client.alive).toBe(false);
    });
    expect(of(history, 'process-start')).toMatchObject([{ role: 'client', class: 'program' }]);
    expect(of(history, 'process-end')).toMatchObject([{ role: 'client', exitCode: 0, cause: 'by-itself' }]);
    expect(of(history, 'program-end')).toMatchObject([{ succeeded: true, outputMatched: true }]);
    expect(of(history, 'output')).toMatchObject([{ stream: 'stdout', excerpt: 'done\n' }]);
  });

  test.each([
    { what: 'another exit code', words: ['say', 'done', 'exit', '3'], matched: true, exitCode: 3 },
    { what: 'no such output', words: ['complain', 'not done', 'exit', '0'], matched: false, exitCode: 0 },
  ])('$what is no success', async ({ words, matched, exitCode }) => {
    const history = await played(words, runToItsEnd);
    expect(of(history, 'process-end')).toMatchObject([{ exitCode }]);
    expect(of(history, 'program-end')).toMatchObject([{ succeeded: false, outputMatched: matched }]);
  });

  test('a crash is told by its signal', async () => {
    const history = await played(['crash'], runToItsEnd);
    expect(of(history, 'process-end')).toMatchObject([{ signal: 'SIGSEGV', cause: 'by-itself' }]);
    expect(of(history, 'program-end')).toMatchObject([{ succeeded: false }]);
  });

  test('one that does not end within the limit is killed, which is no end of its own', async () => {
    const history = await played(['wait'], async (start) => {
      const client = await start();
      expect(await client.ended()).toBe(false);
      expect(await goneWithin(client.pid, 1_000)).toBe(true);
    });
    expect(of(history, 'limit')).toMatchObject([{ role: 'client', limit: 'clientEndMs', afterMs: 2_000 }]);
    expect(of(history, 'process-end')).toMatchObject([{ cause: 'killed-by-kit' }]);
  });

  test('what it leaves running is told, and killed', async () => {
    const history = await played(['leave', 'exit', '0'], runToItsEnd);
    const [left] = of(history, 'left-running');
    expect(left?.processes).toHaveLength(1);
    expect(await goneWithin(left?.processes[0]?.pid ?? 0, 2_000)).toBe(true);
  });

  test('one that still runs when the case is over is ended without a word', async () => {
    let pid = 0;
    const history = await played(['wait'], async (start) => {
      ({ pid } = await start());
    });
    expect(of(history, 'process-end')).toEqual([]);
    expect(await goneWithin(pid, 2_000)).toBe(true);
  });

  test('one that cannot be started is a fault of the configuration', async () => {
    const script = async (start: Start): Promise<void> => {
      await start();
    };
    const history = await played([], script, ['/nonexistent/client']);
    expect(of(history, 'kit-fault')).toMatchObject([{ code: 'CLIENT_NOT_STARTED' }]);
    expect(of(history, 'kit-fault')[0]?.message).toContain('ENOENT');
  });
});

describe('what a client program records', () => {
  test('is in the history, with thread and times; what did not return ended with the process', async () => {
    const words = ['record', 'CreateEx', '{set}', 'record', 'GetCommand', 'b', 'exit', '1'];
    const history = await played(words, runToItsEnd);
    const [created, got] = of(history, 'call');
    expect(created).toMatchObject({ role: 'client', object: 'set', method: 'CreateEx', thread: 1 });
    expect(created?.outcome).toEqual({ how: 'returned', code: 0, name: 'NOERROR', results: {} });
    expect(created?.endNs).toBeGreaterThan(created?.atNs ?? 0);
    expect(got).toMatchObject({ object: 'device:b', method: 'GetCommand' });
  });

  test('can be waited for; calls are held until they are let go', async () => {
    const words = [
      'record',
      'CreateEx',
      '{set}',
      'record',
      'GetCommand',
      'b',
      'record',
      'GetCommand',
      'b',
      'exit',
      '0',
    ];
    const holds = [{ method: 'GetCommand', nth: 2, at: 'enter' } as const];
    const history = await played(words, async (start) => {
      const client = await start({ holds });
      const second = await client.until('a second GetCommand, held', ({ client: all }) =>
        all.some(({ method, held }) => method === 'GetCommand' && held),
      );
      expect(second).toBe(true);
      expect(client.alive).toBe(true);
      await client.letGo();
      expect(await client.ended()).toBe(true);
    });
    expect(of(history, 'held')).toMatchObject([{ method: 'GetCommand', object: 'device:b', at: 'enter' }]);
    expect(of(history, 'call')).toHaveLength(3);
  });

  test('of another program of the case is not taken for its own', async () => {
    const words = ['record', 'CreateEx', '{set}', 'exit', '0'];
    const history = await played(words, async (start) => {
      const created = ({ client }: RecordedCalls) => client.some(({ method }) => method === 'CreateEx');
      const first = await start();
      expect(await first.until('a set', created)).toBe(true);
      await first.ended();
      const holds = [{ method: 'CreateEx', nth: 1, at: 'enter' } as const];
      const second = await start({ holds });
      expect(second.name).toBe('client-2');
      let early = 0;
      await second.until('a call that is held', ({ client }) => {
        if (client.length === 0) early += 1;
        return client.some(({ held }) => held);
      });
      expect(early).toBeGreaterThan(0);
      await second.kill();
    });
    expect(of(history, 'call').map(({ role }) => role)).toEqual(['client', 'client-2']);
  });

  test('what does not come is not waited for beyond the limit, nor beyond the program’s end', async () => {
    const never = () => false;
    const history = await played(['wait'], async (start) => {
      expect(await (await start()).until('what never comes', never)).toBe(false);
    });
    expect(of(history, 'limit')).toMatchObject([{ awaited: 'what never comes', limit: 'clientStepMs' }]);
    const ended = await played(['exit', '0'], async (start) => {
      expect(await (await start()).until('what never comes', never)).toBe(false);
    });
    expect(of(ended, 'limit')).toEqual([]);
  });

  test('calls that are held when the program is killed have no end', async () => {
    const words = ['record', 'GetCommand', 'b', 'exit', '0'];
    const history = await played(words, async (start) => {
      const client = await start({ holds: [{ method: 'GetCommand', nth: 1, at: 'enter' }] });
      await client.until('a GetCommand, held', ({ client: all }) => all.some(({ held }) => held));
      await client.kill();
    });
    expect(of(history, 'held')).toMatchObject([{ endNs: null }]);
    expect(of(history, 'call')).toMatchObject([{ outcome: { how: 'process-ended' }, endNs: null }]);
    expect(of(history, 'process-end')).toMatchObject([{ cause: 'killed-by-scenario' }]);
  });

  test('what is no recording makes the history one that nothing can be said from', async () => {
    const history = await played(['babble', 'exit', '0'], runToItsEnd);
    expect(of(history, 'kit-fault')).toMatchObject([{ code: 'RECORDING_BROKEN' }]);
  });
});

describe('what a client program is told, and what is told of it', () => {
  test('it gets nothing of the kit’s but where to record', async () => {
    const history = await played(['environment', 'exit', '0'], runToItsEnd);
    const names = of(history, 'output')[0]?.excerpt.trim().split(' ') ?? [];
    expect(names.filter((name) => name.startsWith('VDI_')).sort()).toEqual([
      'VDI_CONFORMANCE_RECORD',
      'VDI_ROLE_MARK',
    ]);
  });

  test('the history has placeholders, and neither folder nor password', async () => {
    const words = [
      'say',
      '{file}',
      'say',
      '{password-file}',
      'say',
      running.connection.sqlServer?.password ?? '',
      'exit',
      '0',
    ];
    let medium = '';
    const history = await played(words, async (start, stage) => {
      const kept = stage.newMedium();
      medium = path.dirname(kept.path);
      expect(existsSync(medium)).toBe(true);
      await (await start({ medium: kept })).ended();
    });
    const text = JSON.stringify(history.events.filter(({ kind }) => kind === 'output'));
    expect(text).toContain('{folder}');
    expect(text).toContain('{password}');
    expect(JSON.stringify(history)).not.toContain(medium);
    expect(existsSync(medium)).toBe(false);
    expect(of(history, 'program')[0]).toMatchObject({ statements: 'kit', direction: 'backup', devices: 1 });
    expect(of(history, 'program')[0]?.args).toContain('{file}');
  });
});
