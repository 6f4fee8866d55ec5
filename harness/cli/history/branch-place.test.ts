import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handMadeRun } from '../../../reports/kept/hand-made.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import { branchPlace } from './branch-place.js';
import { keepRun, readKeptRuns } from './kept-runs.js';

/** Runs in a branch of a repository of the test's own. Without git this fails: nothing else shows it. */
let folder: string;
let repository: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-branch-'));
  repository = path.join(folder, 'repository');
  // Nobody's configuration but the test's.
  vi.stubEnv('GIT_CONFIG_GLOBAL', path.join(folder, 'gitconfig'));
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  for (const who of ['AUTHOR', 'COMMITTER'])
    for (const what of ['NAME', 'EMAIL']) vi.stubEnv(`GIT_${who}_${what}`, undefined);
  vi.stubEnv('EMAIL', undefined);
  await writeFile(path.join(folder, 'gitconfig'), '[init]\ndefaultBranch = main\n');
  await mkdir(repository);
  git('init', '--quiet');
  git('config', 'user.name', 'Somebody');
  git('config', 'user.email', 'somebody@example.org');
  await writeFile(path.join(repository, 'work.txt'), 'committed');
  git('add', 'work.txt');
  git('commit', '--quiet', '-m', 'work');
  await writeFile(path.join(repository, 'work.txt'), 'in the index');
  git('add', 'work.txt');
  await writeFile(path.join(repository, 'work.txt'), 'in the work tree');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

function git(...args: string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' }).trim();
}

const keep = async (
  document: RunDocument,
  branch = 'kept/runs',
  at = repository,
): Promise<{ id: string; putting: string }> =>
  keepRun(await branchPlace(branch, at), { document, text: JSON.stringify(document) });

test('keeps a commit for each run, touches neither work tree nor index nor other branches', async () => {
  const before = [git('status', '--porcelain=v2', '--branch'), git('rev-parse', 'main')];
  const index = await readFile(path.join(repository, '.git', 'index'));
  const [late, early] = [handMadeRun(2, ['fail']), handMadeRun(1, ['pass'])];
  expect(await keep(late)).toMatchObject({ putting: 'added' });
  const { id } = await keep(early);
  expect([git('status', '--porcelain=v2', '--branch'), git('rev-parse', 'main')]).toEqual(before);
  expect(await readFile(path.join(repository, '.git', 'index'))).toEqual(index);
  expect(await readFile(path.join(repository, 'work.txt'), 'utf8')).toBe('in the work tree');

  expect(await readKeptRuns(await branchPlace('kept/runs', repository))).toEqual([early, late]);
  expect(git('log', '--format=%s|%an|%ae', 'kept/runs').split('\n')[0]).toBe(
    `Keep the run ${id}|Somebody|somebody@example.org`,
  );
  expect(git('rev-list', '--count', 'kept/runs')).toBe('2');
  expect(git('ls-tree', '-r', '--name-only', 'kept/runs').split('\n')[0]).toBe(`runs/${id}.json`);
  expect(git('fsck', '--strict', '--no-dangling')).toBe('');
});

test('the same run twice makes no second commit', async () => {
  const first = await keep(handMadeRun(1, ['pass']));
  expect(await keep(handMadeRun(1, ['pass']))).toEqual({ id: first.id, putting: 'already there' });
  expect(git('rev-list', '--count', 'kept/runs')).toBe('1');
});

test('adds from many processes at once are all kept', async () => {
  const days = [1, 2, 3];
  await Promise.all(days.map((day) => keep(handMadeRun(day, ['pass']))));
  const kept = await readKeptRuns(await branchPlace('kept/runs', repository));
  expect(kept).toEqual(days.map((day) => handMadeRun(day, ['pass'])));
  expect(git('rev-list', '--count', 'kept/runs')).toBe('3');
});

test('one that finds the branch moved between its look and its writing puts its run upon that', async () => {
  await keep(handMadeRun(1, ['pass']));
  // git tells this hook of each change before it is made: the first is overtaken by another run.
  const hook = path.join(repository, '.git', 'hooks', 'reference-transaction');
  const overtaking = ['commit-tree', 'kept/runs^{tree}', '-p', 'kept/runs', '-m', 'overtaking'];
  const other = git('-c', 'user.name=Other', ...overtaking);
  const once = path.join(folder, 'overtaken');
  await writeFile(
    hook,
    `#!/bin/sh
[ "$1" = prepared ] && [ ! -e '${once}' ] || exit 0
: >'${once}'
echo ${other} >"$(git rev-parse --git-dir)/refs/heads/kept/runs"
exit 1
`,
    { mode: 0o755 },
  );
  await keep(handMadeRun(2, ['fail']));
  expect(git('log', '--format=%s', 'kept/runs').split('\n').slice(1)).toEqual([
    'overtaking',
    expect.stringContaining('Keep the run 20260101'),
  ]);
  expect(await readKeptRuns(await branchPlace('kept/runs', repository))).toHaveLength(2);
});

test('a branch that cannot be written is an error, not a silence', async () => {
  const hook = path.join(repository, '.git', 'hooks', 'reference-transaction');
  await writeFile(hook, '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o755 });
  await expect(keep(handMadeRun(1, ['pass']))).rejects.toMatchObject({ code: 'BRANCH_NOT_WRITTEN' });
});

test('what else is in the branch stays, and so do names that are no text', async () => {
  const blob = git('hash-object', '-w', path.join(repository, 'work.txt'));
  const entries = [`100644 blob ${blob}\tREADME.md`, `100755 blob ${blob}\tna\xff`];
  const tree = execFileSync('git', ['-C', repository, 'mktree', '-z'], {
    input: Buffer.from(entries.map((entry) => `${entry}\x00`).join(''), 'latin1'),
    encoding: 'latin1',
  }).trim();
  const listed = (): string[] =>
    execFileSync('git', ['-C', repository, 'ls-tree', '-z', 'kept/runs'], { encoding: 'latin1' }).split('\0');
  git('update-ref', 'refs/heads/kept/runs', git('commit-tree', tree, '-m', 'a page about it'));
  expect(listed()).toEqual([...entries, '']);
  await keep(handMadeRun(1, ['pass']));
  expect(listed().filter((entry) => !entry.endsWith('\truns'))).toEqual([...entries, '']);
  expect(git('rev-list', '--count', 'kept/runs')).toBe('2');
});

test('from a folder below, from a bare repository and from within a hook of git it is the same', async () => {
  const below = path.join(repository, 'below');
  await mkdir(below);
  vi.stubEnv('GIT_DIR', path.join(folder, 'another'));
  vi.stubEnv('GIT_INDEX_FILE', path.join(folder, 'another-index'));
  await keep(handMadeRun(1, ['pass']), 'kept', below);
  await keep(handMadeRun(2, ['pass']), 'kept', below);
  vi.stubEnv('GIT_DIR', undefined);
  vi.stubEnv('GIT_INDEX_FILE', undefined);
  expect(await readKeptRuns(await branchPlace('kept', repository))).toHaveLength(2);
  const bare = path.join(folder, 'bare.git');
  await promisify(execFile)('git', ['init', '--quiet', '--bare', bare]);
  await keep(handMadeRun(1, ['pass']), 'kept', bare);
  expect(await readKeptRuns(await branchPlace('kept', bare))).toHaveLength(1);
});

test('where git knows nobody the kit commits, and no name of an account or a machine', async () => {
  git('config', '--unset', 'user.name');
  git('config', '--unset', 'user.email');
  await keep(handMadeRun(1, ['pass']));
  expect(git('log', '--format=%an|%ae|%cn|%ce', 'kept/runs')).toBe(
    'vdi-conformance|vdi-conformance@invalid|vdi-conformance|vdi-conformance@invalid',
  );
});

test('a kept run that was changed in the branch is named', async () => {
  const { id } = await keep(handMadeRun(1, ['pass']));
  const changed = execFileSync('git', ['-C', repository, 'hash-object', '-w', '--stdin'], {
    input: JSON.stringify(handMadeRun(1, ['fail'])),
    encoding: 'utf8',
  }).trim();
  const runs = execFileSync('git', ['-C', repository, 'mktree'], {
    input: `100644 blob ${changed}\t${id}.json\n`,
    encoding: 'utf8',
  }).trim();
  const root = execFileSync('git', ['-C', repository, 'mktree'], {
    input: `040000 tree ${runs}\truns\n`,
    encoding: 'utf8',
  }).trim();
  git('update-ref', 'refs/heads/kept/runs', git('commit-tree', root, '-m', 'changed'));
  await expect(readKeptRuns(await branchPlace('kept/runs', repository))).rejects.toMatchObject({
    code: 'KEPT_RUN_CORRUPT',
    message: expect.stringContaining(`${id}.json in the branch kept/runs`) as string,
  });
});

describe('is refused', () => {
  test('the branch that is checked out', async () => {
    await expect(keep(handMadeRun(1, []), 'main')).rejects.toMatchObject({ code: 'BRANCH_CHECKED_OUT' });
  });
  test.each(['-x', 'a b', 'a..b', 'x.lock', ''])('"%s" as a branch', async (name) => {
    await expect(branchPlace(name, repository)).rejects.toMatchObject({ code: 'MALFORMED_BRANCH' });
  });
  test('a folder that is in no repository', async () => {
    vi.stubEnv('GIT_CEILING_DIRECTORIES', folder);
    await expect(branchPlace('x', folder)).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
  });
  test('git that is not there', async () => {
    vi.stubEnv('PATH', folder);
    await expect(branchPlace('x', repository)).rejects.toMatchObject({ code: 'GIT_MISSING' });
  });
  test('a branch in which "runs" is a file', async () => {
    const blob = git('hash-object', '-w', path.join(repository, 'work.txt'));
    const tree = execFileSync('git', ['-C', repository, 'mktree'], {
      input: `100644 blob ${blob}\truns\n`,
      encoding: 'utf8',
    }).trim();
    git('update-ref', 'refs/heads/kept/runs', git('commit-tree', tree, '-m', 'another'));
    await expect(keep(handMadeRun(1, []))).rejects.toMatchObject({ code: 'BRANCH_OF_ANOTHER' });
  });
});
