import { stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import { inspectStatement, restoreStatement } from './backup-statement.js';
import { errorNumbers } from './statement-result.js';
import { BackupStage, MEGABYTE, startEndpoint } from './testing/backup-stage.js';

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

const restore = (names: readonly string[]): string =>
  restoreStatement({ what: 'database', database: 'ledger', devices: names, replace: true, stats: 50 });
const verify = (names: readonly string[]): string => inspectStatement({ what: 'verifyonly', devices: names });

describe('a restore that ends badly', () => {
  test('changed bytes are found: in the header, in the data, in the trailer', async () => {
    await stage.backUp(1);
    const { size } = await stat(path.join(stage.folder, '0.bak'));
    const spoiled = async (spoil: number): Promise<number[]> =>
      errorNumbers((await stage.run(verify, 1, { spoil })).result);
    expect(await spoiled(3)).toEqual([3241, 3013]);
    expect(await spoiled(65_536 + 5 * MEGABYTE + 1)).toEqual([3183, 3013]);
    expect(await spoiled(size - 65_536)).toEqual([3241, 3013]);
  });

  test('a device is missing', async () => {
    await stage.backUp(3);
    expect(errorNumbers((await stage.run(restore, 2)).result)).toEqual([3132, 3013]);
  });

  test('a file ends too early, or is no backup at all', async () => {
    await stage.backUp(1);
    await truncate(path.join(stage.folder, '0.bak'), 2 * MEGABYTE);
    expect(errorNumbers((await stage.run(restore, 1)).result)).toEqual([3203, 3013]);
    await writeFile(path.join(stage.folder, '0.bak'), Buffer.alloc(MEGABYTE));
    expect(errorNumbers((await stage.run(restore, 1)).result)).toEqual([3241, 3013]);
  });

  test('the client aborts, or dies', async () => {
    await stage.backUp(1);
    for (const then of ['abort', 'die'] as const) {
      const { result } = await stage.run(restore, 1, { after: 3, then });
      expect(errorNumbers(result)).toEqual([3271, 3013]);
    }
  });

  test('another database is there', async () => {
    await stage.backUp(1);
    const into = (devices: readonly string[]): string =>
      restoreStatement({ what: 'database', database: 'notes', devices });
    expect(errorNumbers((await stage.run(into, 1)).result)).toEqual([3154, 3013]);
  });
});
