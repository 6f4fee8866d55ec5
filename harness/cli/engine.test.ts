import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { runDocumentSchema } from '../../reports/json/run-document.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { LINUX_NATIVE } from '../targets/linux-native.js';

/** The subject engine: the reference SQL endpoint is certified as SQL Server would be. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const out = await mkdtemp(path.join(tmpdir(), 'vdi-engine-'));
afterAll(() => rm(out, { recursive: true, force: true }));

async function certify(...args: string[]) {
  const ran = promisify(execFile)(process.execPath, [MAIN, 'certify', '--out', out, ...args]);
  return ran.then(
    ({ stdout }) => ({ exitCode: 0, stdout }),
    (error: unknown) => {
      const { code, stdout } = error as { code: unknown; stdout: string };
      return { exitCode: code, stdout };
    },
  );
}

it('certifies the reference endpoint on every rule of the engine, and no other', async () => {
  const { exitCode, stdout } = await certify('--subject', 'engine', '--json');
  const document = runDocumentSchema.parse(JSON.parse(stdout));
  const rules = rulesOf(['engine']);
  expect(document.findings.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(
    rules.map(({ id }) => `${id} pass`),
  );
  expect(document).toMatchObject({
    subject: 'engine',
    verdict: 'conformant',
    rules: { asked: rules.length, known: rules.length },
  });
  expect(document.target.sqlServer?.version).toContain('not Microsoft SQL Server');
  expect(exitCode).toBe(0);
  const junit = await readFile(path.join(out, 'junit.xml'), 'utf8');
  expect(junit).toContain('vdi-conformance.embedded.engine');
  expect((await readdir(path.join(out, 'histories'))).length).toBe(rules.length);
});

it('says of a server that goes wrong what it did, in the reports as well', async () => {
  const fault = 'ENGINE-CLOSE-01.remembered-as-disk';
  const { exitCode, stdout } = await certify('--rule', 'engine-close-01', '--fault', fault);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    'ENGINE-CLOSE-01 fail: case 1-devices: msdb does not remember the backup’s devices',
  );
  expect(stdout).toMatch(/expected: +1 with device_type 7\n +observed: +1 with device_type 2/);
  expect(stdout).toMatch(/^not-conformant in 1 of 11 rules/m);
  expect(await readFile(path.join(out, 'junit.xml'), 'utf8')).toContain('1 with device_type 2');
});

it('fails a server that crashes, for the crash, and ends', async () => {
  const hostile = path.join(path.dirname(LINUX_NATIVE.reference), 'libvdi_hostile.so');
  const crash = ['--vdi', hostile, '--fault', 'HOSTILE.crashes-in-server-SignalAbort'];
  const { exitCode, stdout } = await certify('--rule', 'ENGINE-CLOSE-07', ...crash);
  expect(stdout).toMatch(/^ENGINE-CLOSE-07 fail: .*SQL Server ended the connection during BACKUP DATABASE$/m);
  expect(exitCode).toBe(1);
});

it('names rules of both subjects, whatever the subject', async () => {
  const { exitCode, stdout } = await certify('--rule', 'CLOSE-04', '--rule', 'ENGINE-CLOSE-07', '--json');
  expect(runDocumentSchema.parse(JSON.parse(stdout))).toMatchObject({
    subject: 'all',
    findings: [{ rule: 'CLOSE-04' }, { rule: 'ENGINE-CLOSE-07' }],
  });
  expect(exitCode).toBe(0);
});
