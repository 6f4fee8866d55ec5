import path from 'node:path';
import { Git } from '../history/git.js';

/** What a checkout has configured is not to run programs. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--literal-pathspecs'];

/** What a file was checked out from. */
export interface Checkout {
  /** Of HEAD, in hex. */
  readonly commit: string;
  /** The file is not as it is in that commit. */
  readonly modified: boolean;
}

/** The commit that a file is of; null: it is in no checkout, its commit does not have it, or there is no git. */
export async function checkoutOf(file: string): Promise<Checkout | null> {
  const { dir, base } = path.parse(file);
  const repository = new Git(dir);
  const git = (...args: string[]): Promise<string> => repository.do([...SAFE, ...args]);
  try {
    await git('rev-parse', '--verify', '--quiet', `HEAD:./${base}`);
    const commit = await git('rev-parse', '--verify', 'HEAD');
    const changed = await git('status', '--porcelain', '--', base);
    return { commit, modified: changed !== '' };
  } catch {
    return null;
  }
}
