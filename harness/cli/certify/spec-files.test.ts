import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RULES } from '../../../specs/rules/catalogue.js';
import { specFiles } from './spec-files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-specs-'));
  await mkdir(path.join(folder, 'close'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string): Promise<void> => writeFile(path.join(folder, name), '');
const rules = RULES.slice(0, 2);

test('finds the spec of each rule by its name and leaves every other file alone', async () => {
  await Promise.all(
    ['close/CLOSE-01.spec.js', 'close/CLOSE-01.judge.js', 'close/CLOSE-99.spec.js', 'certify.js'].map(put),
  );
  expect([...(await specFiles(folder, rules))]).toEqual([
    ['CLOSE-01', path.join(folder, 'close', 'CLOSE-01.spec.js')],
  ]);
});

test('does not choose between two specs of one rule', async () => {
  await Promise.all(['close/CLOSE-01.spec.js', 'CLOSE-01.spec.js'].map(put));
  await expect(specFiles(folder, rules)).rejects.toMatchObject({ code: 'TWO_SPECS' });
});
