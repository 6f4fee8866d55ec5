import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { NodeHost } from '../node-host.js';
import { windowsPrograms, type WindowsPrograms } from './packages.js';
import { runPrefix } from './prefix.js';
import { endWine, runWine, wineEnvironment } from './wine-command.js';

/** Wine's own programs end in less than a second; what does not end then is a fault of Wine's. */
const END_MS = 20_000;

/** Windows' Node under Wine, in a prefix for one run. */
export class WineNode implements NodeHost {
  readonly system = 'wine';
  /** Node for Windows takes pipes of Linux for standard streams that are none. */
  readonly roleOutput = 'files';
  readonly koffi: string;
  /** For the scripts that are started, besides what they are given. */
  readonly environment: NodeJS.ProcessEnv = {};

  private constructor(
    private readonly prefix: string,
    private readonly programs: WindowsPrograms,
  ) {
    this.koffi = this.inside(programs.koffi);
  }

  /** Fetches and makes what is not there yet. @throws TargetUnavailableError when that fails. */
  static async prepare(onPreparing: (what: string) => void): Promise<WineNode> {
    const programs = await windowsPrograms(onPreparing);
    return new WineNode(await runPrefix(onPreparing), programs);
  }

  inside(file: string): string {
    return `Z:${file.replaceAll('/', '\\')}`;
  }

  outside(file: string): string {
    return file.replace(/^Z:/i, '').replaceAll('\\', '/');
  }

  /** Runs a program of Windows to its end in this run's prefix. @throws Error with what it said when it fails. */
  async run(program: string, ...args: readonly string[]): Promise<void> {
    await runWine('wine', [program, ...args], this.prefix, END_MS);
  }

  start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: number | 'ignore',
  ): ChildProcess {
    // What Wine is told becomes the process of Node itself.
    return spawn('wine', [this.programs.node, this.inside(script), ...args], {
      env: { ...wineEnvironment(this.prefix), ...this.environment, ...env },
      stdio: ['ignore', log, log],
      detached: true,
    });
  }

  async end(): Promise<void> {
    await endWine(this.prefix, END_MS);
    await rm(this.prefix, { recursive: true, force: true });
  }
}
