import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { runDocumentSchema, type RunDocument } from '../../reports/json/run-document.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { historySchema } from '../history/history.js';
import { PACKAGE_ROOT } from '../kit-package.js';

/** What the kit is for: the reference is certified, twice alike, and each finding has its evidence. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const out = await mkdtemp(path.join(tmpdir(), 'vdi-certified-'));
afterAll(() => rm(out, { recursive: true, force: true }));

async function certify(): Promise<RunDocument> {
  // An exit code other than 0 rejects.
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'certify', '--json', '--out', out]);
  return runDocumentSchema.parse(JSON.parse(stdout));
}

/** Each time with 160 processes, on a machine that other tests keep busy. */
const ALL_RULES_TWICE_MS = 300_000;

it(
  'certifies the reference on every rule, and again with the same verdicts',
  async () => {
    const verdicts = ({ findings }: RunDocument) => findings.map(({ rule, verdict }) => `${rule} ${verdict}`);
    const first = await certify();
    expect(verdicts(first)).toEqual(rulesOf(['interface']).map(({ id }) => `${id} pass`));
    expect(first.verdict).toBe('conformant');
    expect(verdicts(await certify())).toEqual(verdicts(first));
  },
  ALL_RULES_TWICE_MS,
);

it('leaves for each finding the history that was judged, with the events that decided', async () => {
  const { findings } = runDocumentSchema.parse(
    JSON.parse(await readFile(path.join(out, 'run.json'), 'utf8')),
  );
  for (const { rule, history, decidedBy } of findings) {
    if (history === null) throw new Error(`${rule} has no history`);
    const bytes = await readFile(path.join(out, history.path));
    expect(createHash('sha256').update(bytes).digest('hex'), rule).toBe(history.sha256);
    const { events } = historySchema.parse(JSON.parse(bytes.toString()));
    expect(decidedBy.length, rule).toBeGreaterThan(0);
    expect(Math.max(...decidedBy), rule).toBeLessThanOrEqual(events.length);
  }
});
