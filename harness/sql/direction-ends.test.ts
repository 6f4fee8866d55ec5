import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LinuxProbe } from '../probes/linux.js';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import { killStatement } from './backup-statement.js';
import { act, plan, reached, type SetPlan } from './direction.js';
import { type SqlSession } from './session.js';
import { errorNumbers } from './statement-result.js';
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

const DISK = { config: { features: FEATURES.disk } };

describe('a set at a stop ends', () => {
  const AT: readonly SetPlan[] = [
    { stopAt: 'opened' },
    { stopAt: 'configured' },
    { stopAt: 'devices-open' },
    { stopAt: 'sent', commands: 5 },
    { stopAt: 'one-closed' },
  ];

  async function stopped(what: SetPlan) {
    const names = deviceGuids(2);
    await plan(director, names[0] ?? '', what);
    const client = await stage.client(names, { config: { features: FEATURES.disk } });
    const running = stage.session.start(backupOf(names));
    expect((await reached(director, names[0] ?? '')).state).toBe('reached');
    return { names, client, running };
  }

  test.each(AT)('when its client dies: $stopAt', async (what) => {
    const { names, client, running } = await stopped(what);
    client.kill();
    expect(errorNumbers(await running.ended)).toEqual([3271, 3013]);
    await client.report;
    expect(await stage.objects(names)).toEqual([]);
    // The name of the set can be used at once.
    expect(await stage.again(names)).toEqual({ ending: 'completed', close: 0 });
  });

  test.each(AT)('when its statement is cancelled: $stopAt', async (what) => {
    const { names, client, running } = await stopped(what);
    running.cancel();
    expect(errorNumbers(await running.ended)).toEqual([3204, 3013]);
    await client.report;
    expect(await stage.objects(names)).toEqual([]);
  });

  test('when its session is killed', async () => {
    const { names, client, running } = await stopped({ stopAt: 'sent', commands: 3 });
    await director.run(killStatement(stage.session.spid));
    expect(errorNumbers(await running.ended)).toEqual([3204, 3013, 596]);
    await client.report;
    expect(await new LinuxProbe().objects(names[0] ?? '')).toEqual([]);
  });

  test('and takes no further act', async () => {
    const { names, client, running } = await stopped({ stopAt: 'opened' });
    await act(director, names[0] ?? '', 'close');
    await running.ended;
    await client.report;
    await expect(act(director, names[0] ?? '', 'go-on')).rejects.toThrow('at no stop');
    // That it was there is known still.
    expect((await reached(director, names[0] ?? '')).state).toBe('reached');
  });
});

test('closed while its client holds commands: they come back, and the statement ends', async () => {
  const names = deviceGuids(3);
  await plan(director, names[0] ?? '', { stopAt: 'sent', commands: 8 });
  const client = await stage.client(names, { after: 1, then: 'hang' });
  const running = stage.session.start(backupOf(names));
  await client.hangs;
  expect(await reached(director, names[0] ?? '')).toMatchObject({ state: 'reached', sent: 8 });
  expect(await act(director, names[0] ?? '', 'close')).toBe(VD_E.protocol);
  expect(errorNumbers(await running.ended)).toEqual([3271, 3013]);
  client.kill();
  expect(await client.report).toBeNull();
  expect(await stage.objects(names)).toEqual([]);
});

test('closed with 64 devices open', async () => {
  const names = deviceGuids(64);
  const [set = ''] = names;
  await plan(director, set, { stopAt: 'completed', commands: 100 });
  const client = await stage.client(names, DISK);
  const running = stage.session.start(backupOf(names));
  expect(await reached(director, set)).toMatchObject({ state: 'reached', completed: 100 });
  expect(await act(director, set, 'close')).toBe(VD_E.protocol);
  expect(errorNumbers(await running.ended)).toEqual([3271, 3013]);
  const ends = (await client.report)?.devices.map(({ last }) => last) ?? [];
  expect(ends).toEqual(names.map(() => VD_E.abort));
  expect(await stage.objects(names)).toEqual([]);
});

test('with its session kept, the statement goes on until it is cancelled', async () => {
  const names = deviceGuids(1);
  await plan(director, names[0] ?? '', { stopAt: 'sent', commands: 2, keepSession: true });
  const client = await stage.client(names);
  const running = stage.session.start(backupOf(names));
  await reached(director, names[0] ?? '');
  await act(director, names[0] ?? '', 'close');
  await client.report;
  expect(running.over).toBe(false);
  running.cancel();
  const result = await running.ended;
  expect(result.ending.how).toBe('cancelled');
  expect(errorNumbers(result)).toEqual([3271, 3013]);
});

test('sets that are ended at stops leave nothing in the server', async () => {
  const leftOver = async (): Promise<Record<string, number>> => {
    const { mappings, descriptors, threads } = await new LinuxProbe().resources(endpoint.pid);
    return { mappings: mappings.length, descriptors: descriptors.length, threads: threads.length };
  };
  const before = await leftOver();
  for (const what of [
    { stopAt: 'opened' },
    { stopAt: 'configured' },
    { stopAt: 'sent', commands: 5 },
  ] as const) {
    const names = deviceGuids(2);
    await plan(director, names[0] ?? '', what);
    const client = await stage.client(names, DISK);
    const running = stage.session.start(backupOf(names));
    await reached(director, names[0] ?? '');
    await act(director, names[0] ?? '', 'close');
    await running.ended;
    await client.report;
  }
  expect(await leftOver()).toEqual(before);
});
