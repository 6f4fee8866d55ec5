import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runDocumentSchema, type RunDocument } from '../../../reports/json/run-document.js';
import { PACKAGE_ROOT } from '../../kit-package.js';

/** The built kit certifying the reference in a container, or looking at one, as a user starts it. */
export class ContainerRun {
  readonly pid: number;
  readonly ended: Promise<number | string>;
  #stdout = '';
  #stderr = '';
  readonly #child: ChildProcess;
  readonly #heard = new Set<() => void>();

  private constructor(
    private readonly folder: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
  ) {
    const main = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
    this.#child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.pid = this.#child.pid ?? 0;
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdout += chunk.toString();
      for (const listener of this.#heard) listener();
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        resolve(signal ?? code ?? -1);
      });
    });
  }

  static async start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ContainerRun> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
    const certify = ['certify', '--target', 'windows-container', '--out', path.join(folder, 'out')];
    return new ContainerRun(folder, [...certify, ...args], environment);
  }

  static async doctor(args: readonly string[]): Promise<ContainerRun> {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
    return new ContainerRun(folder, ['doctor', '--target', 'windows-container', ...args], {});
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves when the run has said so. @throws Error with what it said when it ended without. */
  async says(what: RegExp): Promise<void> {
    const said = new Promise<true>((resolve) => {
      const look = (): void => {
        if (what.test(this.#stdout)) resolve(true);
      };
      this.#heard.add(look);
      look();
    });
    const ended = this.ended.then((how) => `ended with ${how}: ${this.#stdout}${this.#stderr}`);
    const first = await Promise.race([said, ended]);
    if (first !== true && !what.test(this.#stdout)) throw new Error(first);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async document(): Promise<RunDocument> {
    return runDocumentSchema.parse(
      JSON.parse(await readFile(path.join(this.folder, 'out', 'run.json'), 'utf8')),
    );
  }

  async remove(): Promise<void> {
    this.kill('SIGKILL');
    await this.ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
