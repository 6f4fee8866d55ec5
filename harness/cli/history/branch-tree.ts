import { KitError } from '../../errors/kit-error.js';
import type { Git } from './git.js';
import type { KeptFile } from './kept-place.js';

/** Names of somebody else's files may be in no encoding at all, and sizes are of bytes. */
const AS_BYTES = { encoding: 'latin1' } as const;

/** The commit that a branch is at; undefined: there is no such branch. */
export async function headOf(git: Git, ref: string): Promise<string | undefined> {
  const { code, stdout } = await git.ask(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return code === 0 ? stdout.trim() : undefined;
}

/** The JSON files of a folder of a commit. */
export async function filesAt(git: Git, commit: string, folder: string): Promise<KeptFile[]> {
  const { inFolder } = await entriesAt(git, commit, folder);
  const files = inFolder.filter(({ type, name }) => type === 'blob' && name.endsWith('.json'));
  const texts = await contents(
    git,
    files.map(({ object }) => object),
  );
  return files.map(({ name }, i) => ({ name, text: texts[i] ?? '' }));
}

/**
 * The tree of a commit with one more file in a folder; made of objects alone, without any index.
 * @param commit undefined: there is none yet, and the file is all.
 * @returns undefined when a file of this name is there.
 */
export async function withFile(
  git: Git,
  commit: string | undefined,
  folder: string,
  { name, text }: KeptFile,
): Promise<string | undefined> {
  const { others, inFolder } = await entriesAt(git, commit, folder);
  if (inFolder.some((entry) => entry.name === name)) return undefined;
  const object = await git.do(['hash-object', '-w', '--stdin'], { input: text });
  const tree = await makeTree(git, [...inFolder, { mode: '100644', type: 'blob', object, name }]);
  return makeTree(git, [...others, { mode: '040000', type: 'tree', object: tree, name: folder }]);
}

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly object: string;
  readonly name: string;
}

/** What is in a commit: in the folder, and beside it. @throws KitError BRANCH_OF_ANOTHER */
async function entriesAt(
  git: Git,
  commit: string | undefined,
  folder: string,
): Promise<{ inFolder: TreeEntry[]; others: TreeEntry[] }> {
  const root = commit === undefined ? [] : await entriesOf(git, commit);
  const others = root.filter(({ name }) => name !== folder);
  const found = root.find(({ name }) => name === folder);
  if (found === undefined) return { inFolder: [], others };
  if (found.type === 'tree') return { inFolder: await entriesOf(git, found.object), others };
  throw new KitError('BRANCH_OF_ANOTHER', `${folder} is a file in the branch, and no folder of runs`, {
    remedy: 'Name a branch that holds the runs alone.',
  });
}

async function entriesOf(git: Git, tree: string): Promise<TreeEntry[]> {
  const listed = await git.do(['ls-tree', '-z', '--full-tree', tree], AS_BYTES);
  return listed.split('\0').flatMap((line) => {
    const [, mode, type, object, name] = /^(\d+) (\w+) ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return mode && type && object && name ? [{ mode, type, object, name }] : [];
  });
}

async function makeTree(git: Git, entries: readonly TreeEntry[]): Promise<string> {
  const input = entries
    .map(({ mode, type, object, name }) => `${mode} ${type} ${object}\t${name}\0`)
    .join('');
  return git.do(['mktree', '-z'], { input, ...AS_BYTES });
}

/** The texts of blobs, all from one process of git. */
async function contents(git: Git, objects: readonly string[]): Promise<string[]> {
  if (objects.length === 0) return [];
  const input = `${objects.join('\n')}\n`;
  const all = Buffer.from(await git.do(['cat-file', '--batch'], { input, ...AS_BYTES }), 'latin1');
  let at = 0;
  return objects.map((object) => {
    const end = all.indexOf('\n', at);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(all.subarray(at, end).toString()) ?? [];
    if (size === undefined) throw new KitError('GIT_FAILED', `git cannot read ${object} of the branch`);
    const from = end + 1;
    at = from + Number(size) + 1;
    return all.subarray(from, from + Number(size)).toString();
  });
}
