import { readdir, readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDocumentSchema } from '../../reports/json/run-document.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { FakeCli } from './testing/fake-cli.js';

interface AllureResult {
  readonly fullName: string;
  readonly statusDetails: { readonly message?: string };
}

interface AllureCategory {
  readonly name: string;
  readonly matchedStatuses: readonly string[];
  readonly messageRegex?: string;
}

let fake: FakeCli;
beforeEach(async () => {
  fake = await FakeCli.make();
});
afterEach(() => fake.remove());

test('shows both ends of a failed rule about the client, once certified and once merged', async () => {
  const fails = { 'CLOSE-02': 'fail' };
  const about = { FAKE_CLIENT_RULE: 'CLOSE-02' };
  const shown =
    /\nboth ends, case one device\n.*server’s end +│ client program\n[^]*▶ +\+1\.234 {2}set\.Close/;
  const client = ['--', './client', '{set}', '{devices}'];
  const asked = ['certify', '--rule', 'CLOSE-0[12]', '--out', 'part', ...client];
  const { stdout } = await fake.run(asked, fails, about);
  expect(stdout).toMatch(shown);
  expect((await fake.run(['merge', 'part'], {}, about)).stdout).toMatch(shown);
  const { stdout: ofInterface } = await fake.run(['certify'], fails);
  expect(ofInterface).toContain('CLOSE-02 fail');
  expect(ofInterface).not.toContain('both ends');
});

test('ends with 0 when advice alone was not followed, and tells it everywhere, as no failure', async () => {
  const { code, document } = await fake.certify({ 'CLOSE-02': 'fails-as-advice' });
  expect(code).toBe(0);
  expect(document).toMatchObject({
    verdict: 'conformant',
    advice: { asked: 1, failed: ['CLOSE-02'], inconclusive: [] },
    problems: [],
  });
  const junit = await readFile(path.join(fake.folder, 'reports/out/junit.xml'), 'utf8');
  expect(junit).toMatch(/failures="0" errors="0" skipped="1"/);
  const results = path.join(fake.folder, 'reports/out/allure-results');
  const files = (await readdir(results)).filter((name) => name.endsWith('-result.json'));
  const texts = await Promise.all(files.map((name) => readFile(path.join(results, name), 'utf8')));
  const result = texts
    .map((text) => JSON.parse(text) as AllureResult)
    .find(({ fullName }) => fullName === 'CLOSE-02');
  expect(result).toMatchObject({ status: 'skipped' });
  const categories = JSON.parse(
    await readFile(path.join(results, 'categories.json'), 'utf8'),
  ) as AllureCategory[];
  const ours = categories.filter(
    ({ matchedStatuses, messageRegex = '' }) =>
      matchedStatuses.includes('skipped') &&
      new RegExp(messageRegex).test(result?.statusDetails.message ?? ''),
  );
  expect(ours.map(({ name }) => name)).toEqual(['Advice (SHOULD): not followed, or not looked at']);
});

test('ends with 0 where documents disagree, and names both places of them in every report', async () => {
  const { code, stdout } = await fake.run(['certify'], { 'CLOSE-02': 'documents-disagree' });
  expect(code).toBe(0);
  const out = path.join(fake.folder, 'reports/out');
  const allure = path.join(out, 'allure-results');
  const texts = (await readdir(allure)).filter((name) => name.endsWith('.txt'));
  const attached = await Promise.all(texts.map((name) => readFile(path.join(allure, name), 'utf8')));
  const junit = await readFile(path.join(out, 'junit.xml'), 'utf8');
  const both = /executecompletionagent, Remarks: It does not return before [^]*34tq: It ends once /;
  for (const report of [stdout, junit, attached.join('\n')]) expect(report).toMatch(both);
  const document = runDocumentSchema.parse(JSON.parse(await readFile(path.join(out, 'run.json'), 'utf8')));
  expect(document.findings[1]).toMatchObject({
    verdict: 'documents-disagree',
    contradiction: 'contradiction.agent-end',
  });
});

test('leaves a page, a summary and a badge, and appends the summary to that of a job on GitHub', async () => {
  const job = path.join(fake.folder, 'job.md');
  const { stdout } = await fake.run(['certify'], { 'CLOSE-02': 'fail' }, { GITHUB_STEP_SUMMARY: job });
  const read = (name: string) => readFile(path.join(fake.folder, 'reports/out', name), 'utf8');
  const page = await read('report.html');
  expect(page).toMatch(/<article[^>]* id="CLOSE-02"[^>]* data-verdict="fail"/);
  // From the history that the spec left.
  expect(page).toMatch(/<li class="decided"><span>\+1\.234 ms<\/span>/);
  const summary = await read('summary.md');
  expect(summary).toMatch(/^## ❌ [^]*\| CLOSE-02 /);
  expect(await readFile(job, 'utf8')).toBe(`${summary}\n`);
  expect(JSON.parse(await read('badge.json'))).toMatchObject({ schemaVersion: 1, color: 'red' });
  for (const name of ['report.html', 'summary.md', 'badge.json']) expect(stdout).toContain(name);
});

test('prints nothing but the document with --json, whatever specs print', async () => {
  const { code, stderr, document } = await fake.certify({ 'CLOSE-01': 'prints', 'CLOSE-02': 'writes' });
  expect([code, stderr]).toEqual([0, '']);
  expect(document).toMatchObject({ subject: 'interface', verdict: 'conformant', processes: 3 });
  expect(document).toEqual(
    JSON.parse(await readFile(path.join(fake.folder, 'reports/out/run.json'), 'utf8')),
  );
});

test('runs the rules that were asked for, and drops the results of others from an earlier run', async () => {
  await fake.run(['certify', '--out', 'o']);
  const { document } = await fake.certify({}, '--out', 'o', '--rule', 'close-0[12]', '--rule', 'CLOSE-05');
  expect(document.findings.map((finding) => finding.rule)).toEqual(['CLOSE-01', 'CLOSE-02', 'CLOSE-05']);
  expect(await readdir(path.join(fake.folder, 'o/histories'))).toHaveLength(3);
  const results = await readdir(path.join(fake.folder, 'o/allure-results'));
  expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(3);
});

test('says for which SQL Server instance calls were made', async () => {
  const { stdout } = await fake.run(['certify', '--instance', 'SQLEXPRESS']);
  expect(stdout).toMatch(/^instance SQLEXPRESS$/m);
  const { document } = await fake.certify({}, '--instance', 'SQLEXPRESS');
  expect(document.target.instance).toBe('SQLEXPRESS');
});

test('says so when the reference misbehaves on purpose', async () => {
  const { stdout } = await fake.run(['certify', '--fault', 'close-leaks']);
  expect(stdout).toMatch(/fault +close-leaks: .*no certification/);
});

test('Allure has each rule once, with a status that follows the verdict, and its page opens alone', async () => {
  await fake.run(['certify', '--html'], {
    'CLOSE-01': 'fail',
    'CLOSE-02': 'does-not-load',
    'CLOSE-03': 'inconclusive',
    'CLOSE-04': 'not-applicable',
  });
  const results = path.join(fake.folder, 'reports/out/allure-results');
  const files = (await readdir(results)).filter((name) => name.endsWith('-result.json'));
  const found = await Promise.all(
    files.map(async (name) => {
      const result = JSON.parse(await readFile(path.join(results, name), 'utf8')) as Record<string, string>;
      return [result['historyId'], result['status']];
    }),
  );
  expect(Object.fromEntries(found)).toEqual({
    'CLOSE-01:embedded': 'failed',
    'CLOSE-02:embedded': 'broken',
    'CLOSE-03:embedded': 'broken',
    'CLOSE-04:embedded': 'skipped',
    'CLOSE-05:embedded': 'passed',
  });
  const page = await readFile(path.join(fake.folder, 'reports/out/allure-report/index.html'), 'utf8');
  expect(page).not.toMatch(/<script[^>]+src="https?:/);
});

test('Allure’s page shows the earlier runs of a file, to which this one is added', async () => {
  const kept = path.join(fake.folder, 'kept.jsonl');
  for (const verdict of ['fail', 'pass'])
    await fake.run(['certify', '--allure-history', kept], { 'CLOSE-01': verdict });
  expect((await readFile(kept, 'utf8')).trim().split('\n')).toHaveLength(2);
  const page = await readFile(path.join(fake.folder, 'reports/out/allure-report/index.html'), 'utf8');
  expect(page.match(/d\("data\/history\//g)).toHaveLength(1);
});

test('no report names the machine, its user, or a path of it', async () => {
  await fake.run(['certify', '--html', '--vdi', path.join(fake.folder, 'libmine.so')], {
    'CLOSE-01': 'fail',
    'CLOSE-02': 'does-not-load',
    'CLOSE-03': 'no-finding',
  });
  const out = path.join(fake.folder, 'reports/out');
  const planted = [
    PACKAGE_ROOT,
    fake.folder,
    `"${hostname()}"`,
    `"${userInfo().username}"`,
    userInfo().homedir + path.sep,
  ];
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
    expect(planted.filter((each) => text.includes(each)).map((each) => `${each} in ${entry.name}`)).toEqual(
      [],
    );
  }
});
