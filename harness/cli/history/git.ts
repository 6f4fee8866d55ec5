import { execFile, type ExecFileException } from 'node:child_process';
import { KitError, UsageError } from '../../errors/kit-error.js';

/** What tells git of another repository than the one that was named: set where a hook of git runs us. */
const OF_ANOTHER: ReadonlySet<string> = new Set([
  'GIT_DIR',
  'GIT_COMMON_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
]);

export interface GitAnswer {
  /** 0: it was done. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitInput {
  /** For its standard input; default: nothing. */
  readonly input?: string;
  /** Variables besides the process' own. */
  readonly env?: NodeJS.ProcessEnv;
  /** How input and output become text: `latin1` keeps every byte. Default: utf8. */
  readonly encoding?: 'utf8' | 'latin1';
}

/** git in one repository. */
export class Git {
  readonly #repository: string;

  /** @param repository a folder in it. */
  constructor(repository: string) {
    this.#repository = repository;
  }

  /**
   * Whatever git answers.
   * @throws UsageError GIT_MISSING
   */
  async ask(args: readonly string[], more: GitInput = {}): Promise<GitAnswer> {
    const { input = '', env, encoding = 'utf8' } = more;
    return new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        ['-C', this.#repository, ...args],
        { env: { ...environment(), ...env }, encoding, maxBuffer: Infinity, windowsHide: true },
        (error, stdout, stderr) => {
          if (error === null) resolve({ code: 0, stdout, stderr });
          else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
          else reject(notRun(error));
        },
      );
      // git may end before it has read all; what it then answers says why.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input, encoding);
    });
  }

  /**
   * What git prints, without the last end of line, where it has to succeed.
   * @throws KitError GIT_FAILED, with what git said
   */
  async do(args: readonly string[], more: GitInput = {}): Promise<string> {
    const { code, stdout, stderr } = await this.ask(args, more);
    if (code === 0) return stdout.replace(/\n$/, '');
    throw new KitError('GIT_FAILED', `git ${args[0] ?? ''} ended with ${code}: ${stderr.trim()}`);
  }
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_ANOTHER.has(name)));
}

function notRun(cause: ExecFileException): KitError {
  if (String(cause.code) !== 'ENOENT')
    return new KitError('GIT_FAILED', `git did not run: ${cause.message}`, { cause });
  return new UsageError('GIT_MISSING', 'git is not installed, and a branch is kept by it', {
    remedy: 'Install git, or keep the runs in a folder with --in.',
    cause,
  });
}
