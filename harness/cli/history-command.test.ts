import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handMadeRun, withServer } from '../../reports/kept/hand-made.js';
import type { RunDocument } from '../../reports/json/run-document.js';
import { run } from './program.js';
import { installedWorld } from './world.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-history-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function cli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr'): { write: (text: string) => void } => ({
    write: (text) => void (said[name] += text),
  });
  const code = await run(args, installedWorld(), { stdout: stream('stdout'), stderr: stream('stderr') });
  return { code, ...said };
}

/** An output folder with this run. */
async function outputOf(document: RunDocument): Promise<string> {
  const out = await mkdtemp(path.join(folder, 'out-'));
  await writeFile(path.join(out, 'run.json'), JSON.stringify(document));
  return out;
}

const kept = (): string => path.join(folder, 'kept');
async function add(...documents: RunDocument[]): Promise<void> {
  for (const document of documents) {
    expect(await cli('history', 'add', await outputOf(document), '--in', kept())).toMatchObject({ code: 0 });
  }
}

test('add keeps a run once, and says so', async () => {
  const out = await outputOf(handMadeRun(1, ['pass']));
  const first = await cli('history', 'add', out, '--in', kept());
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^kept in .*kept: 20260101T031700000Z-[0-9a-f]{12}\n$/);
  const again = await cli('history', 'add', out, '--in', kept(), '--json');
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toEqual({
    schema: 'vdi-conformance/kept-run/1',
    id: first.stdout.trim().slice(-32),
    added: false,
    page: false,
  });
});

test('add writes the page of an output folder again, with the runs that led to it', async () => {
  await add(handMadeRun(1, ['fail']), handMadeRun(3, ['pass']));
  const out = await outputOf(handMadeRun(2, ['pass']));
  const page = path.join(out, 'report.html');
  await writeFile(page, 'as it was');
  expect((await cli('history', 'add', out, '--in', kept())).stdout).toContain('report.html');
  const html = await readFile(page, 'utf8');
  expect(html).toContain('2026-01-01');
  expect(html).toContain('2026-01-02');
  // What came later is no part of how it came to this.
  expect(html).not.toContain('2026-01-03');
});

test('show tells what changed, newest last; with --build of that alone', async () => {
  await add(
    handMadeRun(2, ['fail']),
    handMadeRun(1, ['pass']),
    handMadeRun(3, ['pass'], { target: withServer('16.0.4135.4') }),
  );
  const all = await cli('history', 'show', '--in', kept());
  expect(all).toMatchObject({ code: 0, stderr: '' });
  expect(all.stdout).toMatch(
    /^libvdi\.so 1\.0 on embedded[^]*since the last run, which was green: worse: A-1[^]*SQL Server/,
  );
  expect(all.stdout).toContain('flaky: A-1 differed in 1 of 2 runs');
  const one = await cli('history', 'show', '--in', kept(), '--build', '16.0.4135.4', '--json');
  const told = JSON.parse(one.stdout) as { schema: string; courses: unknown[] };
  expect(told).toMatchObject({
    schema: 'vdi-conformance/kept-runs/1',
    courses: [{ certified: { build: 'SQL Server 16.0.4135.4' }, flaky: [], runs: [{ sinceLast: null }] }],
  });
  expect(told.courses).toHaveLength(1);
  const none = await cli('history', 'show', '--in', kept(), '--build', '17');
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toContain('SQL Server 16.0.4135.4');
});

test('compare holds the last run against the last green one, or two that are named', async () => {
  await add(
    handMadeRun(1, ['pass', 'pass']),
    handMadeRun(2, ['fail', 'fail']),
    handMadeRun(3, ['fail', 'pass']),
  );
  const green = await cli('history', 'compare', '--in', kept());
  expect(green.code).toBe(1);
  expect(green.stdout).toMatch(
    /^before: 20260101[^]*now: {4}20260103[^]*A-1 {2}pass -> fail[^]*something got worse\n$/,
  );
  const better = await cli('history', 'compare', '2026-01-02', '--in', kept(), '--json');
  expect(better.code).toBe(0);
  expect(JSON.parse(better.stdout)).toMatchObject({
    gotWorse: false,
    rules: [{ rule: 'A-2', change: 'better' }],
  });
  expect((await cli('history', 'compare', '2026-01-01', '2026-01-02', '--in', kept())).code).toBe(1);
  expect((await cli('history', 'compare', 'green', '2026-01-02', '--in', kept())).stdout).toMatch(
    /^before: 20260101[^]*now: {4}20260102/,
  );
  await add(handMadeRun(4, ['pass'], { target: withServer('16.0.1') }));
  expect((await cli('history', 'compare', '--in', kept())).stderr).toMatch(
    /certified the same was conformant: .*NO_GREEN_RUN/,
  );
  expect((await cli('history', 'compare', '--build', 'libvdi.so 1.0', '--in', kept())).code).toBe(1);
  expect(await cli('history', 'compare', '2027', '--in', kept())).toMatchObject({ code: 2, stdout: '' });
});

test('show names the place in which no run is kept: it may be misspelt', async () => {
  const ended = await cli('history', 'show', '--in', path.join(folder, 'kpet'), '--lang', 'fr');
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(/dans .*kpet\n$/);
});

test('compare A B: 1 when something got worse, 0 when not, 2 when one is no run', async () => {
  const [good, bad] = [await outputOf(handMadeRun(1, ['pass'])), await outputOf(handMadeRun(2, ['fail']))];
  expect((await cli('compare', good, path.join(bad, 'run.json'))).code).toBe(1);
  const back = await cli('compare', bad, good, '--json');
  expect(back.code).toBe(0);
  expect(JSON.parse(back.stdout)).toMatchObject({
    schema: 'vdi-conformance/comparison/1',
    verdict: { before: 'not-conformant', after: 'conformant' },
  });
  await writeFile(path.join(bad, 'run.json'), '{"schema": "vdi-conformance/run/9"}');
  expect(await cli('compare', good, bad)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('not the document of a run of this version (schema') as string,
  });
  expect(await cli('compare', good, path.join(folder, 'nowhere'))).toMatchObject({ code: 2, stdout: '' });
});

test.each([
  [[], 'HISTORY_NOT_NAMED'],
  [['--in', 'x', '--branch', 'y'], 'CONTRADICTION'],
  [['--in', 'x', '--repository', 'y'], 'CONTRADICTION'],
])('history show %j is refused with %s', async (flags, code) => {
  const { stderr, ...said } = await cli('history', 'show', ...flags);
  expect(said).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(code);
});

test('nothing is shown, and nothing compared, of a history with a run that is none any more', async () => {
  await add(handMadeRun(1, ['pass']));
  await mkdir(kept(), { recursive: true });
  await writeFile(path.join(kept(), '20260102T031700000Z-aaaaaaaaaaaa.json'), '{}');
  for (const what of ['show', 'compare']) {
    const { code, stdout, stderr } = await cli('history', what, '--in', kept());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('20260102T031700000Z-aaaaaaaaaaaa.json');
  }
});
