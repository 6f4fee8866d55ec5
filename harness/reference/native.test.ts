import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';
import { readTap } from './tap.js';

/**
 * The native library's own tests, a test here for each there. They are built and run once, before vitest asks
 * for names; each runs in a process of its own, with a time limit, inside the executable.
 */

const run = promisify(execFile);
const LIMIT_MS = 300_000;

await run(process.execPath, [path.join(PACKAGE_ROOT, 'harness', 'reference', 'build.mjs'), '--tests'], {
  timeout: LIMIT_MS,
});
const place = `${process.platform}-${process.arch}`;
const program = path.join(PACKAGE_ROOT, 'dist', 'native', place, 'vdi_native_tests');
const ran = await run(program, [], { timeout: LIMIT_MS, maxBuffer: 64 << 20 }).catch(
  (error: unknown) => error as { stdout?: string },
);
const { planned, tests } = readTap(ran.stdout ?? '');

describe('the native library', () => {
  it('runs every test that it plans', () => {
    expect(planned).toBeGreaterThan(200);
    expect(tests).toHaveLength(planned);
  });

  it.each(tests)('$name', ({ passed, said }) => {
    expect(passed, said).toBe(true);
  });
});
