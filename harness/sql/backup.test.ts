import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import { readBackupHistory } from './backup-history.js';
import { inspectStatement, restoreStatement, type TransferOptions } from './backup-statement.js';
import { readErrorLog, serverTime } from './error-log.js';
import { errorNumbers } from './statement-result.js';
import {
  BackupStage,
  FEATURES,
  LEDGER_BYTES,
  MEGABYTE,
  startEndpoint,
  VD_E,
} from './testing/backup-stage.js';

let endpoint: RunningEndpoint;
let stage: BackupStage;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  stage = await BackupStage.open(endpoint);
});
afterEach(() => stage.close());

describe('a backup that goes well', () => {
  test.each([
    ['like a pipe', 1, FEATURES.pipe, {}],
    [
      'like a pipe, 5 devices',
      5,
      FEATURES.pipe,
      { checksum: true, maxTransferSize: 65_536, bufferCount: 20 },
    ],
    ['like a disk, 2 devices', 2, FEATURES.disk, { blockSize: 512 }],
    ['like a tape, 2 devices', 2, FEATURES.tape, { checksum: true }],
    ['with the last word', 1, FEATURES.complete, { bufferCount: 1 }],
    ['64 devices', 64, FEATURES.pipe, { maxTransferSize: 65_536 }],
  ] as const)(
    '%s: backed up, verified, restored',
    async (_, devices, features, options: Partial<TransferOptions>) => {
      const config = { features };
      const backup = await stage.backUp(devices, { config }, { stats: 25, ...options });
      expect(backup.result.messages.map(({ number }) => number)).toEqual([
        3211, 3211, 3211, 3211, 4035, 3014,
      ]);
      expect(backup.result.ending.how).toBe('completed');
      expect(backup.report?.close).toBe(0);
      for (const { last, commands } of backup.report?.devices ?? []) {
        expect(last).toBe(VD_E.close);
        expect(commands['Flush']).toBe(1);
        expect(commands['WriteMark']).toBe(features === FEATURES.tape ? 2 : undefined);
        expect(commands['Complete']).toBe(features === FEATURES.complete ? 1 : undefined);
      }
      const size = options.blockSize === undefined ? {} : { blockSize: options.blockSize };
      const verified = await stage.run(
        (names) => inspectStatement({ what: 'verifyonly', devices: names, ...size }),
        devices,
        { config },
      );
      expect(verified.result.messages.map(({ number }) => number)).toEqual([3262]);
      const restored = await stage.run(
        (names) =>
          restoreStatement({ what: 'database', database: 'ledger', devices: names, replace: true, ...size }),
        devices,
        { config },
      );
      expect(restored.result.messages.map(({ number }) => number)).toEqual([4035, 3014]);
      expect(restored.report?.devices.map(({ last }) => last)).toEqual(Array(devices).fill(VD_E.close));
    },
  );

  test('is what msdb and the error log remember', async () => {
    const before = await serverTime(stage.session);
    const { names } = await stage.backUp(2, {}, { copyOnly: true, checksum: true });
    const [set] = (await readBackupHistory(stage.session, 'ledger')).slice(-1);
    expect(set).toMatchObject({ type: 'D', copyOnly: true, checksums: true, bytes: LEDGER_BYTES });
    expect(set?.devices).toEqual(names.map((name, i) => ({ sequence: i + 1, name, type: 7 })));
    const lines = await readErrorLog(stage.session, { since: before, containing: names[1]! });
    expect(lines.map(({ text }) => text)).toEqual([expect.stringContaining('number of dump devices: 2')]);
  });

  test('has its header, its files and its label read', async () => {
    await stage.backUp(1, {}, { copyOnly: true });
    const header = await stage.run((names) => inspectStatement({ what: 'headeronly', devices: names }), 1);
    const [{ columns, rows } = { columns: [], rows: [] }] = header.result.resultSets;
    expect(rows[0]?.[columns.indexOf('DatabaseName')]).toBe('ledger');
    expect(rows[0]?.[columns.indexOf('DeviceType')]).toBe(7);
    const files = await stage.run((names) => inspectStatement({ what: 'filelistonly', devices: names }), 1);
    expect(files.result.resultSets[0]?.rows.map(([name]) => name)).toEqual(['ledger', 'ledger_log']);
    const label = await stage.run((names) => inspectStatement({ what: 'labelonly', devices: names }), 1);
    expect(label.result.resultSets[0]?.rows[0]?.slice(1)).toEqual([1, 1]);
  });

  test('of a log follows one of the database, and is restored after it', async () => {
    await stage.backUp(1);
    const whole = stage.folder;
    stage.folder = await mkdtemp(path.join(tmpdir(), 'vdi-sql-'));
    expect((await stage.backUp(1, {}, { what: 'log' })).result.ending.how).toBe('completed');
    const log = stage.folder;
    const asked = (what: 'database' | 'log', recovery: boolean) => (devices: readonly string[]) =>
      restoreStatement({ what, database: 'copy', devices, recovery });
    expect(errorNumbers((await stage.run(asked('log', true), 1)).result)).toEqual([3117, 3013]);
    stage.folder = whole;
    expect((await stage.run(asked('database', false), 1)).result.ending.how).toBe('completed');
    expect(errorNumbers(await stage.session.run('use copy'))).toEqual([927]);
    stage.folder = log;
    expect((await stage.run(asked('log', true), 1)).result.messages.at(-1)?.number).toBe(3014);
    expect((await stage.session.run('use copy')).ending.how).toBe('completed');
    await rm(whole, { recursive: true });
  });

  test('is the same bytes each time', async () => {
    const files: Buffer[] = [];
    for (let i = 0; i < 2; i++) {
      await stage.backUp(1, {}, { copyOnly: true });
      files.push((await readFile(path.join(stage.folder, '0.bak'))).subarray(65_536, -65_536));
      await rm(path.join(stage.folder, '0.bak'));
    }
    expect(files[0]!.length).toBeGreaterThan(9 * MEGABYTE);
    expect(files[0]!.equals(files[1]!)).toBe(true);
  });

  test('leaves nothing in the server: no descriptor, no thread, no mapping', async () => {
    const held = async (): Promise<Record<string, number>> => {
      const [descriptors, threads] = await Promise.all(
        ['fd', 'task'].map(async (folder) => (await readdir(`/proc/${endpoint.pid}/${folder}`)).length),
      );
      const maps = await readFile(`/proc/${endpoint.pid}/maps`, 'utf8');
      const shared = maps.split('\n').filter((line) => line.includes('memfd:')).length;
      return { descriptors: descriptors ?? 0, threads: threads ?? 0, shared };
    };
    const cycle = async (then?: 'abort'): Promise<void> => {
      await stage.backUp(2, then === undefined ? {} : { after: 3, then });
    };
    await cycle();
    await cycle('abort');
    const before = await held();
    for (let i = 0; i < 8; i++) await cycle(i % 2 === 0 ? undefined : 'abort');
    expect(await held()).toEqual(before);
    expect(before['shared']).toBe(0);
  });
});
