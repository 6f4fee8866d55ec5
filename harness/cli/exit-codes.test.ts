import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FAKE_CLI, FakeCli } from './testing/fake-cli.js';

let fake: FakeCli;
beforeEach(async () => {
  fake = await FakeCli.make();
});
afterEach(() => fake.remove());

test('ends with 0 when every rule passed', async () => {
  const { code, stdout } = await fake.run(['certify']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/CLOSE-03 {2}pass .*\n/);
  expect(stdout).toMatch(/5 rules: 5 pass .*\nconformant\n/);
  expect(stdout).not.toContain('\u001b');
});

test('ends with 1 when a rule failed, and says what was required, expected, observed and documented', async () => {
  const { code, stdout } = await fake.run(['certify'], { 'CLOSE-02': 'fail', 'CLOSE-03': 'inconclusive' });
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
  const { code, document } = await fake.certify({ 'CLOSE-02': behaviour });
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
    const { code, document } = await fake.certify({ 'CLOSE-02': behaviour });
    expect(code).toBe(4);
    expect(document.problems).not.toEqual([]);
  },
);

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
  await writeFile(path.join(fake.folder, 'file'), '');
  const { code, stdout, stderr } = await fake.run(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(why);
});

test('ends with 4 when the kit itself fails', async () => {
  const { code, stderr } = await fake.run(['certify'], {}, { FAKE_START: 'throws' });
  expect(code).toBe(4);
  expect(stderr).toContain('planted: the target broke');
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('stops the target at %s and ends with %i', async (signal, code) => {
  // With the heading printed vitest is about to start; with the row before the last one the run is in its midst.
  for (const [moment, seen] of ['target ', 'CLOSE-04'].entries()) {
    const stopped = path.join(fake.folder, `stopped-${moment}`);
    const run = fake.run(['certify'], { 'CLOSE-05': 'hangs' }, { FAKE_STOPPED: stopped });
    await new Promise<void>((resolve) => {
      let text = '';
      run.child.stdout?.on('data', (chunk: Buffer) => {
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
  await fake.run(['certify', '--out', 'o']);
  const before = await readFile(path.join(fake.folder, 'o/run.json'));
  const { code } = await fake.run(['certify', '--out', 'o'], {}, { FAKE_START: 'throws' });
  expect(code).toBe(4);
  expect(await readFile(path.join(fake.folder, 'o/run.json'))).toEqual(before);
});

test('ends with 4 when what it has to say cannot be written', async () => {
  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [FAKE_CLI, 'rules'], {
    cwd: fake.folder,
    stdio: ['ignore', full.fd, 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  await full.close();
  expect(code).toBe(4);
  expect(stderr).toContain('ENOSPC');
});

test('--help documents every exit code', async () => {
  const { code, stdout } = await fake.run(['certify', '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /0 {2}conformant\n.*1 {2}not.*\n.*2 {2}usage.*\n.*3 {2}target.*\n.*4 {2}inconclusive/,
  );
});
