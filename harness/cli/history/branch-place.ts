import { KitError, UsageError } from '../../errors/kit-error.js';
import { filesAt, headOf, withFile } from './branch-tree.js';
import { Git } from './git.js';
import { identity } from './identity.js';
import type { KeptFile, KeptPlace, Putting } from './kept-place.js';

/** The folder of the branch that the runs are in; what else is in the branch stays as it is. */
const FOLDER = 'runs';
/** How long git waits for another that writes the branch in this moment, in milliseconds. */
const LOCK_MS = 10_000;

/**
 * Runs as files of a branch, a commit each, in a repository of the user's. Its work tree, its index and its other branches are never
 * touched, and nothing is pushed. The branch is made when the first run is put there, without the history of any other.
 * @param repository a folder in it.
 * @throws UsageError NOT_A_REPOSITORY, MALFORMED_BRANCH; on writing BRANCH_CHECKED_OUT
 */
export async function branchPlace(branch: string, repository: string): Promise<KeptPlace> {
  const git = new Git(repository);
  const ref = `refs/heads/${branch}`;
  await demandRepository(git, repository);
  if (branch.startsWith('-') || (await git.ask(['check-ref-format', ref])).code !== 0)
    throw new UsageError('MALFORMED_BRANCH', `"${branch}" can be no branch of git`);
  const name = `the branch ${branch}`;
  return {
    name,
    async files(): Promise<KeptFile[]> {
      const head = await headOf(git, ref);
      return head === undefined ? [] : filesAt(git, head, FOLDER);
    },
    async put(file: KeptFile): Promise<Putting> {
      await refuseCheckedOut(git, branch, ref);
      return putInCommit(git, ref, file, name);
    },
  };
}

/**
 * A commit upon what the branch is now, and the branch is set to it only if it is still that. Else another has put something there
 * meanwhile, and the commit is made anew upon that: each turn means that somebody got on.
 */
async function putInCommit(git: Git, ref: string, file: KeptFile, name: string): Promise<Putting> {
  const env = await identity(git);
  for (let head = await headOf(git, ref); ;) {
    const tree = await withFile(git, head, FOLDER, file);
    if (tree === undefined) return 'already there';
    const parent = head === undefined ? [] : ['-p', head];
    const input = `Keep the run ${file.name.replace(/\.json$/, '')}\n`;
    const commit = await git.do(['commit-tree', tree, ...parent, '-F', '-'], { input, env });
    const set = await git.ask(
      [
        '-c',
        `core.filesRefLockTimeout=${LOCK_MS}`,
        'update-ref',
        '-m',
        'keep a run',
        ref,
        commit,
        head ?? '',
      ],
      { env },
    );
    if (set.code === 0) return 'added';
    const now = await headOf(git, ref);
    if (now === head)
      throw new KitError('BRANCH_NOT_WRITTEN', `${name} could not be written: ${set.stderr.trim()}`, {
        remedy: 'See that nothing else holds it, and add the run again: what was kept stays.',
      });
    head = now;
  }
}

async function demandRepository(git: Git, repository: string): Promise<void> {
  const { code, stderr } = await git.ask(['rev-parse', '--git-dir']);
  if (code === 0) return;
  throw new UsageError('NOT_A_REPOSITORY', `${repository} is in no git repository: ${stderr.trim()}`, {
    remedy: 'Name one with --repository, or keep the runs in a folder with --in.',
  });
}

/** Its files would seem changed where it is checked out. */
async function refuseCheckedOut(git: Git, branch: string, ref: string): Promise<void> {
  const trees = await git.do(['worktree', 'list', '--porcelain']);
  if (!trees.split('\n').includes(`branch ${ref}`)) return;
  throw new UsageError('BRANCH_CHECKED_OUT', `the branch ${branch} is checked out`, {
    remedy: 'Name a branch that holds the runs alone, and that nobody works on.',
  });
}
