import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENV } from '../../harness/agent/settings.js';
import type { ClientConfig } from '../../harness/client-program/client-config.js';
import type { History, HistoryEvent } from '../../harness/history/history.js';
import { DEFAULT_LIMITS } from '../../harness/limits/limits.js';
import { buildOwnClient } from '../../harness/reference/testing/own-client.js';
import { openSession } from '../../harness/stage/session.js';
import { EmbeddedTarget } from '../../harness/targets/embedded.js';
import { LINUX_CLIENT, LINUX_NATIVE } from '../../harness/targets/linux-native.js';
import type { RunningTarget, TargetConnection } from '../../harness/targets/target.js';
import { judge as aborted } from '../client/CLIENT-CLOSE-06.judge.js';
import { scenario } from '../client/CLIENT-CLOSE-06.scenario.js';
import { judgeHistory } from '../findings/judge-history.js';
import { runCases } from '../scenario.js';

/** The same client, seen from inside in two ways, and from outside. */
const CONFIG: ClientConfig = {
  command: [
    LINUX_CLIENT,
    ...['--library', '{library}', '--set', '{set}', '--devices', '{devices}'],
    ...['--direction', '{direction}', '--file', '{file}'],
  ],
  env: {},
  cwd: null,
  statements: 'kit',
  success: { exitCodes: [0], output: null },
  maxDevices: 64,
  limits: { endMs: 10_000, runMs: 30_000 },
  cannot: {},
};
const BUILD_MS = 300_000;

let running: RunningTarget;
beforeAll(async () => {
  await buildOwnClient();
  running = await new EmbeddedTarget().start({ limits: DEFAULT_LIMITS, warmRoles: 0, client: CONFIG });
}, BUILD_MS);
afterAll(() => running.stop());

async function played(connection: TargetConnection): Promise<History> {
  const session = await openSession(connection);
  try {
    const recording = session.record({ rule: 'TEST', scenario: scenario.id });
    await runCases(recording, scenario.cases, 1);
    return recording.history();
  } finally {
    await session.close();
  }
}

/** As for a library that does not record: ours stands before it. */
function throughRecordingLibrary(connection: TargetConnection): TargetConnection {
  const { client } = connection;
  if (client === undefined) throw new Error('the target was started without a client');
  const env = { ...client.env, [ENV.recordedLibrary]: LINUX_NATIVE.reference };
  return { ...connection, client: { ...client, library: LINUX_NATIVE.recording, env } };
}

/** What the client did, per object in its order; how often it looked whether something had come is a matter of time. */
function conductOf({ events }: History): string[] {
  const calls = events.flatMap((event) => {
    if (event.kind !== 'call' || event.role !== 'client') return [];
    const answer = event.outcome.how === 'returned' ? event.outcome.name : event.outcome.how;
    const object = event.object.replace(/device:.{8}/, 'device').replace(/-.*/, '');
    return answer === 'VD_E_TIMEOUT' ? [] : [`${event.case} ${object} ${event.method} ${answer}`];
  });
  return calls.sort();
}

test('the reference’s own recording and that of the library before it see the same', async () => {
  const [own, before] = [
    await played(running.connection),
    await played(throughRecordingLibrary(running.connection)),
  ];
  expect(conductOf(own).length).toBeGreaterThan(10);
  expect(conductOf(before)).toEqual(conductOf(own));
  expect(judgeHistory(aborted, before).judgement).toMatchObject({ verdict: 'pass' });
});

test('from outside the same runs come to the same verdict, and to failure where that shows', async () => {
  const inside = await played(running.connection);
  const outside = { ...inside, events: inside.events.flatMap(fromOutside) };
  expect(outside.events.length).toBeLessThan(inside.events.length);
  expect(judgeHistory(aborted, inside).judgement.verdict).toBe('pass');
  expect(judgeHistory(aborted, outside).judgement.verdict).toBe('pass');
  const crashed = outside.events.map((event) =>
    event.kind === 'process-end' && event.role === 'client'
      ? { ...event, exitCode: null, signal: 'SIGSEGV' }
      : event,
  );
  expect(judgeHistory(aborted, { ...outside, events: crashed }).judgement.verdict).toBe('fail');
});

function fromOutside(event: HistoryEvent): HistoryEvent[] {
  if (event.kind === 'program') return [{ ...event, view: 'outside' }];
  const within = event.kind === 'call' || event.kind === 'held' || event.kind === 'stray-write';
  return within && event.role.startsWith('client') ? [] : [event];
}

test('a client that is named by a path is known by its file and digest alone', async () => {
  const { events } = await played(running.connection);
  const program = events.find(({ kind }) => kind === 'program');
  expect(program).toMatchObject({
    file: path.basename(LINUX_CLIENT),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});
