import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { runDocumentSchema, type RunDocument } from '../../reports/json/run-document.js';
import { RULES } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { EmbeddedTarget } from '../targets/embedded.js';

/** Every fault of the reference is caught by the rule that it breaks, with evidence; see it with --fault. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const faults = await new EmbeddedTarget().faults();
const out = await mkdtemp(path.join(tmpdir(), 'vdi-faults-'));
afterAll(() => rm(out, { recursive: true, force: true }));

interface Certified {
  readonly exitCode: unknown;
  readonly stdout: string;
}

async function certify(fault: string, rule: string): Promise<{ exitCode: unknown; document: RunDocument }> {
  // A fault that hangs costs a whole limit; hanging for less long is hanging all the same.
  const options = ['--json', '--rule', rule, '--fault', fault, '--patience', '0.2'];
  const args = [MAIN, 'certify', ...options, '--out', path.join(out, fault)];
  const ran = promisify(execFile)(process.execPath, args);
  const { exitCode, stdout } = await ran.then(
    (done): Certified => ({ exitCode: 0, stdout: done.stdout }),
    (error: unknown): Certified => {
      const { code, stdout: printed } = error as { code: unknown; stdout: string };
      return { exitCode: code, stdout: printed };
    },
  );
  return { exitCode, document: runDocumentSchema.parse(JSON.parse(stdout)) };
}

it('there is a fault for every rule that is not a hazard', () => {
  const broken = new Set(faults.map(({ id }) => id.split('.')[0]));
  const without = RULES.filter(({ id, level }) => level === 'MUST' && !broken.has(id));
  expect(without.map(({ id }) => id)).toEqual([]);
});

describe('a fault is caught by its rule', () => {
  it.each(faults)('$id: $description', async ({ id }) => {
    const [rule = ''] = id.split('.');
    const { document, exitCode } = await certify(id, rule);
    expect(exitCode).toBe(1);
    const [finding] = document.findings;
    expect(finding).toMatchObject({ rule, verdict: 'fail' });
    expect(finding?.decidedBy.length).toBeGreaterThan(0);
    expect(finding?.observed).not.toBe(finding?.expected);
  });
});
