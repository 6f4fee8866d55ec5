import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';

/** `npm run test:sanitizers` has to be able to fail: a small program makes mistakes in place of the library's tests. */

const SCRIPT = path.join(PACKAGE_ROOT, 'harness', 'reference', 'sanitizers.mjs');
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-sanitizers-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  expect(await readdir(folder)).toEqual([]);
});

async function sanitize(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { ...process.env, TMPDIR: folder };
  return promisify(execFile)(process.execPath, [SCRIPT, ...args], { env, timeout: 300_000 }).then(
    (done) => ({ code: 0, ...done }),
    (error: unknown) => error as { code: unknown; stdout: string; stderr: string },
  );
}

describe('the run under sanitizers', () => {
  it('is clean where no mistake is made, under both', async () => {
    const { code, stdout } = await sanitize('--planted', 'none');
    expect(stdout).toMatch(/^passed {2}native tests, address .*: ok 2 - another$/m);
    expect(stdout).toMatch(/^passed {2}replay, thread .*: 1 sequences, no difference$/m);
    expect(stdout).toMatch(/^sanitizers: clean$/m);
    expect(code).toBe(0);
  });

  // The first four happen in a process that is killed or ignored: nothing but the sanitizer tells of them.
  it.each([
    ['address', 'writes-outside', /ERROR: AddressSanitizer: heap-buffer-overflow/],
    ['address', 'overflows', /runtime error: signed integer overflow/],
    ['address', 'forgets', /ERROR: LeakSanitizer: detected memory leaks/],
    ['thread', 'races', /WARNING: ThreadSanitizer: data race/],
    ['address', 'fails', /^FAILED {2}native tests, address .*not ok 2/m],
    ['thread', 'stops-short', /1 of 2 native tests\nFAILED {2}native tests, thread/],
    ['address', 'differs', /^FAILED {2}replay, address/m],
  ])('fails: %s, %s', async (sanitizer, mistake, says) => {
    const { code, stdout } = await sanitize('--only', sanitizer, '--planted', mistake);
    expect(stdout).toMatch(says);
    expect(stdout).toMatch(/^sanitizers: 1 failures$/m);
    expect(code).toBe(1);
  });

  it('refuses a sanitizer that there is not', async () => {
    const { code, stderr } = await sanitize('--only', 'memory');
    expect(stderr).toContain('--only is address or thread, not "memory"');
    expect(code).toBe(2);
  });
});
