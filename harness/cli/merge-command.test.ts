import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { runDocumentSchema, type RunDocument } from '../../reports/json/run-document.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { OwnTemporaryFolder } from '../targets/testing/own-temporary-folder.js';

/** A run that is split, and made whole again: the command line, on the reference. */
const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const RULES = ['CLOSE-12', 'CLOSE-16'];

let own: OwnTemporaryFolder;
const at = (...names: string[]): string => path.join(own.path, ...names);
beforeAll(async () => {
  own = await OwnTemporaryFolder.make();
  const rules = RULES.flatMap((rule) => ['--rule', rule]);
  for (const i of [1, 2]) await cli('certify', ...rules, '--shard', `${i}/2`, '--out', at(String(i)));
});
afterAll(() => own.remove());

async function cli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [MAIN, ...args])) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

async function documentIn(folder: string): Promise<RunDocument> {
  return runDocumentSchema.parse(JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')));
}

test('a shard certifies its part, and says which', async () => {
  const document = await documentIn(at('2'));
  expect(document.findings.map(({ rule }) => rule)).toEqual(['CLOSE-16']);
  expect(document.shard).toEqual({ index: 2, count: 2, ofRules: 2 });
});

test('merged they are one run, with all its evidence', async () => {
  const { code, stdout } = await cli('merge', at('2'), at('1'), '--out', at('all'));
  expect(code).toBe(0);
  expect(stdout).toContain('2 rules: 2 pass');
  expect(stdout).toContain('conformant in 2 of 17 rules: the others were not asked for');
  const { findings, shard } = await documentIn(at('all'));
  expect(findings.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(
    RULES.map((rule) => `${rule} pass`),
  );
  expect(shard).toBeUndefined();
  expect(await readdir(at('all', 'histories'))).toEqual(RULES.map((rule) => `${rule}.json`));
  const results = (await readdir(at('all', 'allure-results'))).filter((name) =>
    name.endsWith('-result.json'),
  );
  expect(results).toHaveLength(2);
  expect(await readFile(at('all', 'junit.xml'), 'utf8')).toContain('tests="2"');
});

test('one that is missing, or has other evidence than it was judged by, is a usage error', async () => {
  const alone = await cli('merge', at('1'), '--out', at('some'));
  expect(alone).toMatchObject({ code: 2, stdout: '' });
  expect(alone.stderr).toContain('shard 2/2 is missing');
  expect((await cli('merge', at('nowhere'), at('1'), '--out', at('some'))).stderr).toContain(
    'it cannot be read',
  );
  expect((await cli('merge', at('1'), at('2'), '--out', at('1'))).stderr).toContain('is a shard');
  await writeFile(at('2', 'histories', 'CLOSE-16.json'), '{}');
  const changed = await cli('merge', at('1'), at('2'), '--out', at('some'));
  expect(changed).toMatchObject({ code: 2, stdout: '' });
  expect(changed.stderr).toContain('was made from another history');
});
