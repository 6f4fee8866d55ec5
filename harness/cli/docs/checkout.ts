import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

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
  const git = async (...args: string[]): Promise<string> => {
    // What a checkout has configured is not to run programs.
    const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--literal-pathspecs'];
    const { stdout } = await run('git', [...safe, ...args], { cwd: dir, env: withoutGit(process.env) });
    return stdout.trim();
  };
  try {
    await git('rev-parse', '--verify', '--quiet', `HEAD:./${base}`);
    const commit = await git('rev-parse', '--verify', 'HEAD');
    const changed = await git('status', '--porcelain', '--', base);
    return { commit, modified: changed !== '' };
  } catch {
    return null;
  }
}

/** git's own variables (as in a hook) would lead to another checkout. */
function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')));
}
