import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import type { ClientReport } from '../reference/sql/testing/backup-client.js';
import { act, plan, reached, type SetPlan } from './direction.js';
import { type SqlSession } from './session.js';
import { errorNumbers } from './statement-result.js';
import { BackupStage, FEATURES, startEndpoint, VD_E } from './testing/backup-stage.js';
import { backupOf, restoreOf } from './testing/statements.js';
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

/** Commands that the client was given, all devices together. */
function given(report: ClientReport | null): number {
  return (report?.devices ?? [])
    .flatMap(({ commands }) => Object.values(commands))
    .reduce((sum, count) => sum + count, 0);
}

const STOPS: readonly { devices: number; what: SetPlan; commands?: number }[] = [
  ...[1, 3].flatMap((devices) => [
    { devices, what: { stopAt: 'opened' }, commands: 0 } as const,
    { devices, what: { stopAt: 'configured' }, commands: 0 } as const,
    { devices, what: { stopAt: 'devices-open' }, commands: 0 } as const,
  ]),
  { devices: 1, what: { stopAt: 'sent', commands: 1 }, commands: 1 },
  { devices: 3, what: { stopAt: 'sent', commands: 7 }, commands: 7 },
  { devices: 1, what: { stopAt: 'completed', commands: 1 }, commands: 1 },
  { devices: 3, what: { stopAt: 'completed', commands: 7 }, commands: 7 },
  { devices: 3, what: { stopAt: 'one-closed' } },
];
const CASES = STOPS.flatMap((stop) =>
  (['close', 'signal-abort', 'go-on'] as const).map((does) => {
    const title = `${does} at ${Object.values(stop.what).join(' ')}, devices: ${stop.devices}`;
    return [title, { ...stop, does }] as const;
  }),
);
const DISK = { config: { features: FEATURES.disk } };

describe.each(['backup', 'restore'] as const)('a %s stops and does', (direction) => {
  const media = new Map<number, string>();
  beforeAll(async () => {
    if (direction === 'backup') return;
    for (const devices of [1, 3]) {
      const folder = await mkdtemp(path.join(tmpdir(), 'vdi-sql-'));
      media.set(devices, folder);
      const made = await BackupStage.open(endpoint);
      const names = deviceGuids(devices);
      const client = await made.client(names, DISK, folder);
      expect((await made.session.run(backupOf(names))).ending.how).toBe('completed');
      await client.report;
      await made.close();
    }
  });
  afterAll(async () => {
    for (const folder of media.values()) await rm(folder, { recursive: true });
  });

  test.each(CASES)('%s', async (_, { devices, what, commands, does }) => {
    const names = deviceGuids(devices);
    const [set = ''] = names;
    await plan(director, set, what);
    const client = await stage.client(names, DISK, media.get(devices));
    const running = stage.session.start(direction === 'backup' ? backupOf(names) : restoreOf(names));
    const seen = await reached(director, set);
    expect(seen).toMatchObject({
      state: 'reached',
      set,
      spid: stage.session.spid,
      ...(commands === undefined ? {} : { sent: commands }),
    });
    if (what.stopAt === 'completed') expect(seen.completed).toBe(commands);
    if (what.stopAt === 'one-closed') await client.firstEnded;
    const answer = await act(director, set, does);
    const result = await running.ended;
    const report = await client.report;
    expect(await stage.objects(names)).toEqual([]);
    const lasts = report?.devices.map(({ last }) => last) ?? [];
    if (does === 'go-on') {
      expect(result.ending.how).toBe('completed');
      expect(lasts).toEqual(names.map(() => VD_E.close));
      return;
    }
    expect(errorNumbers(result)).toEqual([3271, 3013]);
    expect(result.messages.find(({ number }) => number === 3271)?.text).toContain('995(');
    const isEarly = what.stopAt === 'opened' || what.stopAt === 'configured';
    expect(answer).toBe(does !== 'close' ? null : isEarly ? 0 : VD_E.protocol);
    const first = what.stopAt === 'one-closed' ? VD_E.close : VD_E.abort;
    // A client that is slow sees the end of the set before its configuration, unless it had to do something for the stop.
    const waited = what.stopAt === 'completed' || what.stopAt === 'one-closed';
    const early = !waited && report?.configuration === VD_E.abort;
    if (what.stopAt === 'opened') expect(early).toBe(true);
    expect(lasts).toEqual(early ? [] : names.map((__, i) => (i === 0 ? first : VD_E.abort)));
    if (what.stopAt === 'completed') expect(given(report)).toBe(commands);
    else if (commands !== undefined) expect(given(report)).toBeLessThanOrEqual(commands);
  });
});
