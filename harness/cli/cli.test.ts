import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runDocumentSchema } from '../../reports/json/run-document.js';

/** The compiled command line with a target that starts nothing: see there. */
const FAKE_CLI = fileURLToPath(new URL('fixtures/fake-cli.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Its name is none for a shell, a glob or a URL. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-cli [é] {a,b} '));
});
afterEach(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface AllureResult {
  readonly fullName: string;
  readonly statusDetails: { readonly message?: string };
}

interface AllureCategory {
  readonly name: string;
  readonly matchedStatuses: readonly string[];
  readonly messageRegex?: string;
}

/** Runs the command line in the test's folder; `specs` says what each rule's spec does. */
function cli(args: readonly string[], specs: Record<string, string> = {}, more: NodeJS.ProcessEnv = {}) {
  // vitest's own variables of this very process are not the user's.
  const env = { PATH: process.env['PATH'], FAKE_SPECS: JSON.stringify(specs), ...more };
  const child = spawn(process.execPath, [FAKE_CLI, ...args], { cwd: folder, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return Object.assign(ended, { child });
}

const certifyJson = async (specs: Record<string, string>, ...args: string[]) => {
  const { code, stdout, stderr } = await cli(['certify', '--json', ...args], specs);
  return { code, stderr, document: runDocumentSchema.parse(JSON.parse(stdout)) };
};

describe('certify', () => {
  test('ends with 0 when every rule passed', async () => {
    const { code, stdout } = await cli(['certify']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/CLOSE-03 {2}pass .*\n/);
    expect(stdout).toMatch(/5 rules: 5 pass .*\nconformant\n/);
    expect(stdout).not.toContain('\u001b');
  });

  test('shows both ends of a failed rule about the client, once certified and once merged', async () => {
    const fails = { 'CLOSE-02': 'fail' };
    const about = { FAKE_CLIENT_RULE: 'CLOSE-02' };
    const shown =
      /\nboth ends, case one device\n.*server’s end +│ client program\n[^]*▶ +\+1\.234 {2}set\.Close/;
    const client = ['--', './client', '{set}', '{devices}'];
    const asked = ['certify', '--rule', 'CLOSE-0[12]', '--out', 'part', ...client];
    const { stdout } = await cli(asked, fails, about);
    expect(stdout).toMatch(shown);
    expect((await cli(['merge', 'part'], {}, about)).stdout).toMatch(shown);
    const { stdout: ofInterface } = await cli(['certify'], fails);
    expect(ofInterface).toContain('CLOSE-02 fail');
    expect(ofInterface).not.toContain('both ends');
  });

  test('ends with 0 when advice alone was not followed, and tells it everywhere, as no failure', async () => {
    const { code, document } = await certifyJson({ 'CLOSE-02': 'fails-as-advice' });
    expect(code).toBe(0);
    expect(document).toMatchObject({
      verdict: 'conformant',
      advice: { asked: 1, failed: ['CLOSE-02'], inconclusive: [] },
      problems: [],
    });
    const junit = await readFile(path.join(folder, 'reports/out/junit.xml'), 'utf8');
    expect(junit).toMatch(/failures="0" errors="0" skipped="1"/);
    const results = path.join(folder, 'reports/out/allure-results');
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
    const { code, stdout } = await cli(['certify'], { 'CLOSE-02': 'documents-disagree' });
    expect(code).toBe(0);
    const out = path.join(folder, 'reports/out');
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
    const job = path.join(folder, 'job.md');
    const { stdout } = await cli(['certify'], { 'CLOSE-02': 'fail' }, { GITHUB_STEP_SUMMARY: job });
    const read = (name: string) => readFile(path.join(folder, 'reports/out', name), 'utf8');
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

  test('ends with 1 when a rule failed, and says what was required, expected, observed and documented', async () => {
    const { code, stdout } = await cli(['certify'], { 'CLOSE-02': 'fail', 'CLOSE-03': 'inconclusive' });
    expect(code).toBe(1);
    for (const said of ['requirement:', 'expected:    VD_E_PROTOCOL', 'observed:    NOERROR', 'documented:'])
      expect(stdout).toContain(said);
  });

  test.each([
    ['inconclusive', /planted inconclusive/],
    ['does-not-load', /planted: this spec does not load/],
    ['no-finding', /planted: no finding/],
    ['malformed', /malformed finding/],
    ['worker-dies', /process\.exit/],
  ])('ends with 4 and a finding for every rule when a spec %s', async (behaviour, reason) => {
    const { code, document } = await certifyJson({ 'CLOSE-02': behaviour });
    expect(code).toBe(4);
    expect(document.verdict).toBe('inconclusive');
    expect(document.findings.map((finding) => finding.rule)).toEqual(
      [1, 2, 3, 4, 5].map((nth) => `CLOSE-0${nth}`),
    );
    expect(document.findings[1]).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(reason) as string,
    });
  });

  test.each(['unhandled', 'fails-after-pass'])(
    'is not conformant by a run with a problem: %s',
    async (behaviour) => {
      const { code, document } = await certifyJson({ 'CLOSE-02': behaviour });
      expect(code).toBe(4);
      expect(document.problems).not.toEqual([]);
    },
  );

  test('prints nothing but the document with --json, whatever specs print', async () => {
    const { code, stderr, document } = await certifyJson({ 'CLOSE-01': 'prints', 'CLOSE-02': 'writes' });
    expect([code, stderr]).toEqual([0, '']);
    expect(document).toMatchObject({ subject: 'interface', verdict: 'conformant', processes: 3 });
    expect(document).toEqual(JSON.parse(await readFile(path.join(folder, 'reports/out/run.json'), 'utf8')));
  });

  test('runs the rules that were asked for, and drops the results of others from an earlier run', async () => {
    await cli(['certify', '--out', 'o']);
    const { document } = await certifyJson({}, '--out', 'o', '--rule', 'close-0[12]', '--rule', 'CLOSE-05');
    expect(document.findings.map((finding) => finding.rule)).toEqual(['CLOSE-01', 'CLOSE-02', 'CLOSE-05']);
    expect(await readdir(path.join(folder, 'o/histories'))).toHaveLength(3);
    const results = await readdir(path.join(folder, 'o/allure-results'));
    expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(3);
  });

  test('says for which SQL Server instance calls were made', async () => {
    const { stdout } = await cli(['certify', '--instance', 'SQLEXPRESS']);
    expect(stdout).toMatch(/^instance SQLEXPRESS$/m);
    const { document } = await certifyJson({}, '--instance', 'SQLEXPRESS');
    expect(document.target.instance).toBe('SQLEXPRESS');
  });

  test('says so when the reference misbehaves on purpose', async () => {
    const { stdout } = await cli(['certify', '--fault', 'close-leaks']);
    expect(stdout).toMatch(/fault +close-leaks: .*no certification/);
  });

  test.each([
    [['certify', '--target', 'solaris'], /known are: embedded/],
    [['certify', '--rule', 'CLOSE-4'], /near it are: CLOSE-04/],
    [['certify', '--jobs', '0'], /whole number/],
    [['certify', '--patience', '-1'], /above 0/],
    [['certify', '--patience', '1e9'], /at most 10000/],
    [['certify', '--out', ''], /path is needed/],
    [['certify', '--out', 'file'], /there is a file in its place/],
    [['certify', '--instance', 'HOST\\SQLEXPRESS'], /without its machine/],
    [['doctor', '--instance', 'MSSQLSERVER'], /leave the option out/],
    [['certify', '--nonsense'], /unknown option/],
    [['certify', 'CLOSE-01'], /too many arguments/],
    [['nonsense'], /unknown command/],
    [['rules', 'NONE-01'], /no rule matches/],
    [['doctor', '--target', 'solaris'], /known are: embedded/],
  ])('ends with 2 and says why: %s', async (args, why) => {
    await writeFile(path.join(folder, 'file'), '');
    const { code, stdout, stderr } = await cli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });

  test('ends with 4 when the kit itself fails', async () => {
    const { code, stderr } = await cli(['certify'], {}, { FAKE_START: 'throws' });
    expect(code).toBe(4);
    expect(stderr).toContain('planted: the target broke');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops the target at %s and ends with %i', async (signal, code) => {
    // With the heading printed vitest is about to start; with the row before the last one the run is in its midst.
    for (const [moment, seen] of ['target ', 'CLOSE-04'].entries()) {
      const stopped = path.join(folder, `stopped-${moment}`);
      const run = cli(['certify'], { 'CLOSE-05': 'hangs' }, { FAKE_STOPPED: stopped });
      await new Promise<void>((resolve) => {
        let text = '';
        run.child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes(seen)) resolve();
        });
      });
      run.child.kill(signal);
      expect((await run).code).toBe(code);
      expect(existsSync(stopped)).toBe(true);
    }
  });

  test('takes nobody’s results away when it cannot even begin', async () => {
    await cli(['certify', '--out', 'o']);
    const before = await readFile(path.join(folder, 'o/run.json'));
    const { code } = await cli(['certify', '--out', 'o'], {}, { FAKE_START: 'throws' });
    expect(code).toBe(4);
    expect(await readFile(path.join(folder, 'o/run.json'))).toEqual(before);
  });

  test('ends with 4 when what it has to say cannot be written', async () => {
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [FAKE_CLI, 'rules'], {
      cwd: folder,
      stdio: ['ignore', full.fd, 'pipe'],
    });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    await full.close();
    expect(code).toBe(4);
    expect(stderr).toContain('ENOSPC');
  });
});

describe('the reports of a run', () => {
  test('Allure has each rule once, with a status that follows the verdict, and its page opens alone', async () => {
    await cli(['certify', '--html'], {
      'CLOSE-01': 'fail',
      'CLOSE-02': 'does-not-load',
      'CLOSE-03': 'inconclusive',
      'CLOSE-04': 'not-applicable',
    });
    const results = path.join(folder, 'reports/out/allure-results');
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
    const page = await readFile(path.join(folder, 'reports/out/allure-report/index.html'), 'utf8');
    expect(page).not.toMatch(/<script[^>]+src="https?:/);
  });

  test('no report names the machine, its user, or a path of it', async () => {
    await cli(['certify', '--html', '--vdi', path.join(folder, 'libmine.so')], {
      'CLOSE-01': 'fail',
      'CLOSE-02': 'does-not-load',
      'CLOSE-03': 'no-finding',
    });
    const out = path.join(folder, 'reports/out');
    const planted = [
      ROOT,
      folder,
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
});

describe('rules and doctor', () => {
  test('rules lists id, level and title; with an id it tells all', async () => {
    expect((await cli(['rules'])).stdout).toMatch(/^CLOSE-01 {2}interface {2}MUST .*\n/);
    const { code, stdout } = await cli(['rules', 'close-04']);
    expect(code).toBe(0);
    for (const part of [
      'What is documented',
      'How it is provoked',
      'What is looked at',
      'learn.microsoft.com',
    ])
      expect(stdout).toContain(part);
    const { stdout: json } = await cli(['rules', '--json']);
    expect(JSON.parse(json)).toMatchObject({ rules: [{ id: 'CLOSE-01' }, {}, {}, {}, {}] });
  });

  test('rules tells where the documents contradict each other, all or those of a rule', async () => {
    const { code, stdout } = await cli(['rules', '--contradictions']);
    expect(code).toBe(0);
    expect(stdout).toContain('(contradiction.agent-end)');
    const { stdout: ofRule } = await cli(['rules', 'close-04', '--contradictions', '--json']);
    expect(JSON.parse(ofRule)).toMatchObject({
      schema: 'vdi-conformance/contradictions/1',
      contradictions: [
        {
          id: 'contradiction.close-with-open-devices',
          rules: ['CLOSE-04', 'CLOSE-15'],
          links: [expect.stringMatching(/iservervirtualdeviceset2-close$/)],
        },
        { id: 'contradiction.close-after-abort' },
      ],
    });
    expect((await cli(['rules', 'close-05', '--contradictions'])).stdout).toMatch(/^no contradiction/);
    expect((await cli(['rules', 'close-04'])).stdout).toContain('Where the documents contradict each other');
  });

  test('rules --builds shows runs beside the documents, those that are kept too, each once', async () => {
    expect((await cli(['certify'])).code).toBe(0);
    const [out, kept] = [path.join(folder, 'reports', 'out'), path.join(folder, 'kept')];
    expect((await cli(['history', 'add', out, '--in', kept])).code).toBe(0);
    const { stdout } = await cli(['rules', '--builds', out, path.join(out, 'run.json'), '--in', kept]);
    expect(stdout).toMatch(/CLOSE-01 .* pass[^]*from 1 run\n$/);
  });

  test('doctor ends with 0 when the target is there', async () => {
    const { code, stdout } = await cli(['doctor']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^embedded {2}available/);
  });

  test.each(['certify', 'serve', 'init'])('%s --help tells no default that is empty', async (command) => {
    const { code, stdout } = await cli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\(default: /);
    expect(stdout).not.toMatch(/default:\s+(\[\]|\{\})/);
  });

  test('--help documents every exit code', async () => {
    const { code, stdout } = await cli(['certify', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /0 {2}conformant\n.*1 {2}not.*\n.*2 {2}usage.*\n.*3 {2}target.*\n.*4 {2}inconclusive/,
    );
  });
});
