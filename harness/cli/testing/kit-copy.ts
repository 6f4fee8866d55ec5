import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runDocumentSchema, type RunDocument } from '../../../reports/json/run-document.js';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { runs } from '../../agent/testing/processes.js';

/** What became of a run of the real command line. */
export interface CliEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` printed; null: nothing, or no document. */
  readonly document: RunDocument | null;
}

export interface CliRun {
  readonly child: ChildProcess;
  /** Its output folder. */
  readonly out: string;
  readonly ended: Promise<CliEnd>;
}

interface RunHow {
  /** What a shell does before, such as `ulimit -n 30`. */
  readonly shell?: string;
  readonly node?: string;
  /** More for its environment, which is nearly empty otherwise. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is started; default: where the test is. */
  readonly cwd?: string;
}

/**
 * The built kit once more, in a folder of its own: it can be damaged without harm, and whatever a run leaves behind is
 * known by the folder.
 */
export class KitCopy {
  #runs = 0;

  private constructor(
    readonly root: string,
    /** For temporary files of runs: empty when they have ended. */
    readonly temporary: string,
    /** Each run has an output folder of its own below this one. */
    readonly out: string,
  ) {}

  /** @param below where its folder is made. */
  static async make(below = tmpdir()): Promise<KitCopy> {
    const folder = await mkdtemp(path.join(below, 'vdi-kit-copy-'));
    const root = path.join(folder, 'kit');
    const isNeeded = (file: string): boolean =>
      !file.endsWith(`${path.sep}objects`) && !file.endsWith('.map');
    await cp(path.join(PACKAGE_ROOT, 'dist'), path.join(root, 'dist'), { recursive: true, filter: isNeeded });
    await cp(path.join(PACKAGE_ROOT, 'package.json'), path.join(root, 'package.json'));
    await symlink(path.join(PACKAGE_ROOT, 'node_modules'), path.join(root, 'node_modules'));
    await mkdir(path.join(folder, 'tmp'));
    return new KitCopy(root, path.join(folder, 'tmp'), path.join(folder, 'out'));
  }

  /** A file of the copy's dist. */
  file(...parts: string[]): string {
    return path.join(this.root, 'dist', ...parts);
  }

  /** `vdi-conformance certify --json` of this copy. */
  certify(args: readonly string[], how: RunHow = {}): CliRun {
    return this.run('certify', ['--json', ...args], how);
  }

  /** A command of this copy that takes `--out`. */
  run(command: string, args: readonly string[], how: RunHow = {}): CliRun {
    const out = path.join(this.out, String(++this.#runs));
    return { ...this.command([command, '--out', out, ...args], how), out };
  }

  /** Any command of this copy. */
  command(
    args: readonly string[],
    { shell = ':', node = process.execPath, env = {}, cwd }: RunHow = {},
  ): Omit<CliRun, 'out'> {
    const all = [this.file('harness', 'cli', 'main.js'), ...args];
    const child = spawn('/bin/bash', ['-c', `${shell}; exec "$@"`, 'bash', node, ...all], {
      env: { PATH: process.env['PATH'], TMPDIR: this.temporary, ...env },
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<CliEnd>((resolve) => {
      child.once('close', (code, signal) => {
        resolve({ code, signal, stdout, stderr, document: documentIn(stdout) });
      });
    });
    return { child, ended };
  }

  /** Processes that run a program of this copy. */
  processes(): { pid: number; command: string }[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: commandOf(name) }))
      .filter(({ pid, command }) => command.includes(this.root) && runs(pid));
  }

  /** Resolves with the agent of this copy, once a role of its has the VDI library loaded: a case is under way. */
  async agentAtWork(): Promise<{ agent: number; role: number }> {
    for (;;) {
      const all = this.processes();
      const role = all.find(({ pid, command }) => command.endsWith('role.cjs') && hasLibrary(pid));
      const agent = all.find(({ command }) => command.endsWith('agent.cjs'));
      if (role !== undefined && agent !== undefined) return { agent: agent.pid, role: role.pid };
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** What is left of a run: processes, and files outside of the output folder. What is ending gets a moment to end. */
  async left(): Promise<string[]> {
    const until = performance.now() + 5_000;
    while (this.processes().length > 0 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return [...this.processes().map(({ command }) => command), ...(await readdir(this.temporary))];
  }

  async remove(): Promise<void> {
    await rm(path.dirname(this.root), { recursive: true, force: true });
  }
}

function hasLibrary(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8').includes('libvdi_reference.so');
  } catch {
    return false;
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function documentIn(printed: string): RunDocument | null {
  try {
    return runDocumentSchema.parse(JSON.parse(printed));
  } catch {
    return null;
  }
}
