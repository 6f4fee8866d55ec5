import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { appendToStepSummary } from './step-summary.js';

const folder = await mkdtemp(path.join(tmpdir(), 'vdi-step-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('appends to what steps before have written', async () => {
  const file = path.join(folder, 'summary.md');
  const env = { GITHUB_STEP_SUMMARY: file };
  expect(await appendToStepSummary('# one', env)).toBe(true);
  expect(await appendToStepSummary('# two', env)).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('# one\n# two\n');
});

test('outside of GitHub there is nothing to append to', async () => {
  expect(await appendToStepSummary('# one', {})).toBe(false);
  expect(await appendToStepSummary('# one', { GITHUB_STEP_SUMMARY: '' })).toBe(false);
});

test('says so when the file cannot be written to', async () => {
  await expect(appendToStepSummary('# one', { GITHUB_STEP_SUMMARY: folder })).rejects.toMatchObject({
    code: 'STEP_SUMMARY_NOT_WRITABLE',
  });
});
