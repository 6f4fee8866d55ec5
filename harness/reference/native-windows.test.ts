import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';
import { runPrefix } from '../targets/wine/prefix.js';
import { endWine, hasCommand, wineEnvironment } from '../targets/wine/wine-command.js';
import { readTap } from './tap.js';

/**
 * The native library's tests as a Windows program, under Wine in a prefix that is made for them and removed. What is
 * missing for them is a failure with CI=true; without it they are skipped, and say so in their names.
 */

const run = promisify(execFile);
const LIMIT_MS = 600_000;
const END_MS = 20_000;
const PLATFORM = 'win32-x64';

const folder = path.join(PACKAGE_ROOT, 'dist', 'native', PLATFORM);
const program = path.join(folder, 'vdi_native_tests.exe');

/** Builds library and tests; what is missing for that, in the builder's words. */
async function build(): Promise<string | undefined> {
  const builder = path.join(PACKAGE_ROOT, 'harness', 'reference', 'build.mjs');
  const words = ['--platform', PLATFORM, '--tests'];
  const failed = await run(process.execPath, [builder, ...words], { timeout: LIMIT_MS }).then(
    () => undefined,
    (error: unknown) => error as { stderr?: string },
  );
  if (failed === undefined) return undefined;
  const said = failed.stderr ?? '';
  if (/no compiler for \S+ found/.test(said)) return said.trim();
  throw new Error(`the Windows library does not build: ${said}`);
}

async function runUnderWine(): Promise<{ tap: string } | { missing: string }> {
  if (!hasCommand('wine'))
    return { missing: 'no Wine found. On Debian and Ubuntu: apt-get install wine wine64' };
  const unbuilt = await build();
  if (unbuilt !== undefined) return { missing: unbuilt };
  const prefix = await runPrefix(() => undefined);
  try {
    const options = { env: wineEnvironment(prefix), cwd: folder, timeout: LIMIT_MS, maxBuffer: 64 << 20 };
    const ran = await run('wine', [program], options).catch((error: unknown) => error as { stdout?: string });
    return { tap: ran.stdout ?? '' };
  } finally {
    await endWine(prefix, END_MS);
    await rm(prefix, { recursive: true, force: true });
  }
}

const outcome = await runUnderWine();

if ('missing' in outcome) {
  const { missing } = outcome;
  const inCi = process.env['CI'] === 'true';
  if (!inCi) console.warn(`\nNOT RUN: the native library's tests under Wine: ${missing}\n`);
  it.skipIf(!inCi)(`the native library under Wine: NOT RUN: ${missing}`, () => {
    expect.fail(missing);
  });
} else {
  const { planned, tests } = readTap(outcome.tap);
  describe('the native library under Wine', () => {
    it('runs every test that it plans', () => {
      expect(planned).toBeGreaterThan(200);
      expect(tests).toHaveLength(planned);
    });

    it.each(tests)('$name', ({ passed, said }) => {
      expect(passed, said).toBe(true);
    });
  });
}
