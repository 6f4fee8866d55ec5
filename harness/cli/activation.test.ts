import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDocumentSchema, type RunDocument } from '../../reports/json/run-document.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';

/**
 * What is known not to be known of Windows: whether a program that is not SQL Server gets the server's class, and which
 * instances a machine has. Whatever it answers, a run ends in order, and every finding says which call answered what.
 */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
/** For a whole run, on a machine that is busy with others. */
const LIMIT_MS = 300_000;
const INCONCLUSIVE = 4;
const FAILED = 1;
let out: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'vdi-activation-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

async function certify(...args: string[]): Promise<{ code: unknown; document: RunDocument }> {
  const command = [MAIN, 'certify', '--json', '--out', out, ...args];
  const { code, stdout } = await promisify(execFile)(process.execPath, command).then(
    (done) => ({ code: 0, stdout: done.stdout }),
    (error: unknown) => error as { code: unknown; stdout: string },
  );
  return { code, document: runDocumentSchema.parse(JSON.parse(stdout)) };
}

it.each([
  ['server-class-not-available', 'VdiGetClassObject answered CLASS_E_CLASSNOTAVAILABLE'],
  ['server-class-denied', 'VdiGetClassObject answered E_ACCESSDENIED'],
  [
    'no-default-instance',
    'CreateEx had to succeed, and returned VD_E_INSTANCE_NAME; name a SQL Server instance',
  ],
  ['open-denied', 'Open had to succeed, and returned VD_E_SECURITY; this account may not'],
])('%s: every rule is inconclusive, for the answer', { timeout: LIMIT_MS }, async (fault, reason) => {
  const { code, document } = await certify('--fault', `ACTIVATION.${fault}`);
  expect(code).toBe(INCONCLUSIVE);
  expect(document.findings.map(({ rule }) => rule)).toEqual(rulesOf(['interface']).map(({ id }) => id));
  for (const { rule, verdict, reason: said, decidedBy } of document.findings) {
    expect(verdict, rule).toBe('inconclusive');
    expect(said, rule).toContain(reason);
    expect(decidedBy.length, rule).toBeGreaterThan(0);
  }
});

it('a class object that ends the process fails the library, not the kit', async () => {
  const { code, document } = await certify(
    '--fault',
    'ACTIVATION.server-class-ends-process',
    '--rule',
    'CLOSE-01',
  );
  expect(code).toBe(FAILED);
  expect(document.findings[0]).toMatchObject({
    verdict: 'fail',
    observed: expect.stringContaining(
      'it ended with exit code 3 during IClassFactory::CreateInstance',
    ) as string,
  });
});

it('an instance that was named is used in every call, and stands in the document', async () => {
  const { code, document } = await certify(
    ...['--fault', 'ACTIVATION.no-default-instance', '--instance', 'SQLEXPRESS'],
    ...['--rule', 'CLOSE-01', '--rule', 'CLOSE-03', '--rule', 'CLOSE-15'],
  );
  expect(document.findings.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
    'CLOSE-01 pass',
    'CLOSE-03 pass',
    'CLOSE-15 pass',
  ]);
  expect([code, document.target.instance]).toEqual([0, 'SQLEXPRESS']);
});
