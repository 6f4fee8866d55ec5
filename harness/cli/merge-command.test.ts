import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
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
  // As long as a test may take: two runs, on a machine that others use too.
}, 120_000);
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
  expect(document.shard).toEqual({ index: 2, count: 2, ofRules: 2, rules: RULES });
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

test('one that is missing makes the run inconclusive, and its rules are named', async () => {
  const { code, stdout } = await cli('merge', at('1'), '--out', at('some'));
  expect(code).toBe(4);
  expect(stdout).toContain('CLOSE-16 inconclusive: shard 2/2 is missing: it was not run');
  expect(stdout).toContain('shard 2/2 is missing: 1 rule was not run (CLOSE-16)');
  expect((await documentIn(at('some'))).rules.asked).toBe(2);
  // The rules, and the problem.
  expect(await readFile(at('some', 'junit.xml'), 'utf8')).toContain('tests="3" failures="0" errors="2"');
});

test('of a shard that is there twice the worse verdict counts, with its evidence alone', async () => {
  await cp(at('1'), at('again'), { recursive: true });
  const results = async (folder: string): Promise<string[]> =>
    (await readdir(at(folder, 'allure-results'))).filter((name) => name.endsWith('-result.json'));
  // Evidence of its own, under another name in Allure's folder, as another run has it.
  const [result = ''] = await results('again');
  await rename(at('again', 'allure-results', result), at('again', 'allure-results', `another-${result}`));
  const history = `${await readFile(at('1', 'histories', 'CLOSE-12.json'), 'utf8')}\n`;
  await writeFile(at('again', 'histories', 'CLOSE-12.json'), history);
  const document = await documentIn(at('again'));
  const [found] = document.findings;
  const evidence = {
    path: 'histories/CLOSE-12.json',
    sha256: createHash('sha256').update(history).digest('hex'),
  };
  const worse = { ...found, verdict: 'fail', reason: 'as told in this test', history: evidence };
  await writeFile(at('again', 'run.json'), JSON.stringify({ ...document, findings: [worse] }));
  const { code, stdout } = await cli('merge', at('again'), at('1'), at('2'), '--out', at('twice'));
  expect(code).toBe(1);
  expect(stdout).toContain('CLOSE-12 fail: as told in this test');
  expect(await readdir(at('twice', 'histories'))).toEqual(RULES.map((rule) => `${rule}.json`));
  expect(await readFile(at('twice', 'histories', 'CLOSE-12.json'), 'utf8')).toBe(history);
  expect(await results('twice')).toHaveLength(2);
  expect(await results('twice')).toContain(`another-${result}`);
});

test('one that is no run, or has other evidence than it was judged by, is a usage error', async () => {
  await mkdir(at('none'));
  await writeFile(at('none', 'run.json'), '{"schema": "vdi-conformance/run/9"}');
  expect(await cli('merge', at('none'), at('1'), '--out', at('some'))).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/of a run of this version \(schema[^]*UNREADABLE_SHARD/) as string,
  });
  expect((await cli('merge', at('nowhere'), at('1'), '--out', at('some'))).stderr).toContain(
    'it cannot be read',
  );
  expect((await cli('merge', at('1'), at('2'), '--out', at('1'))).stderr).toContain('is a shard');
  await writeFile(at('2', 'histories', 'CLOSE-16.json'), '{}');
  const changed = await cli('merge', at('1'), at('2'), '--out', at('some'));
  expect(changed).toMatchObject({ code: 2, stdout: '' });
  expect(changed.stderr).toContain('was made from another history');
});
