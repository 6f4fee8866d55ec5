import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';

/** A short run without a sanitizer; `npm run fuzz` runs longer, with one. */

const run = promisify(execFile);
const SCRIPT = path.join(PACKAGE_ROOT, 'harness', 'reference', 'fuzz.mjs');
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-fuzz-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

// Before vitest's time limits for tests begin to count.
await run(process.execPath, [path.join(PACKAGE_ROOT, 'harness', 'reference', 'build.mjs'), '--fuzz'], {
  timeout: 300_000,
});

async function fuzz(
  args: readonly string[],
  weakness = '',
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { ...process.env, VDI_FUZZ_WEAKNESS: weakness };
  const all = [SCRIPT, '--plain', ...args, '--save', folder];
  return run(process.execPath, all, { env, timeout: 300_000 }).then(
    (done) => ({ code: 0, ...done }),
    (error: unknown) => error as { code: unknown; stdout: string; stderr: string },
  );
}

/** An input that the weak library does not survive, from the first test that finds one. */
let saved = '';

it('finds no crash, hang or read outside in the reference', async () => {
  const { code, stdout } = await fuzz(['--runs', '1500']);
  expect(stdout).toMatch(/^1500 inputs, 0 failures \(seed 1\)$/m);
  expect(code).toBe(0);
});

it('finds a library that takes any memory, saves the input, and finds it again with that', async () => {
  const { code, stdout } = await fuzz(['--weak', '--runs', '1500']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^input \d+: (Bus error|Segmentation fault)/m);
  const [first = ''] = (await readdir(folder)).sort();
  expect(first).toMatch(/^fuzz-1-\d+\.bin$/);
  saved = path.join(folder, first);
  expect((await fuzz(['--weak', saved])).code).toBe(1);
  expect((await fuzz([saved])).code).toBe(0);
});

it.each([
  ['hangs', /^input 0: no end after 2 s$/m],
  ['leaves', /^input 0: exit code 0$/m],
])('finds a library that %s', async (weakness, says) => {
  const { code, stdout } = await fuzz(['--weak', '--hang-after', '2', saved], weakness);
  expect(stdout).toMatch(says);
  expect(stdout).toMatch(/^1 inputs, 1 failures/m);
  expect(code).toBe(1);
});

it('refuses what it does not know', async () => {
  const { code, stderr } = await fuzz(['--ever']);
  expect(stderr).toContain('vdi_fuzz [--runs N]');
  expect(code).toBe(2);
});
