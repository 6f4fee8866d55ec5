import { spawn, type ChildProcess } from 'node:child_process';
import type { System } from '../agent/settings.js';

/** How Node is started for an agent: all that the targets with agents on this machine differ in. */
export interface NodeHost {
  readonly system: System;
  /** How what roles print is taken; see AgentSettings. */
  readonly roleOutput: 'pipes' | 'files';
  /** Path of koffi's native addon, in the words of `inside`; null: koffi's own loader finds it. */
  readonly koffi: string | null;
  /** A file of this machine, as a program that is started here has to call it. */
  inside(file: string): string;
  /** The other way round. */
  outside(file: string): string;
  /**
   * Starts a script.
   * @param env besides what the host itself needs; nothing else is handed down.
   * @param log an open file for what it prints.
   */
  start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: number | 'ignore',
  ): ChildProcess;
  /** Ends whatever was started besides the scripts; they have ended. */
  end(): Promise<void>;
}

/** The Node that this process runs on. */
export class ThisNode implements NodeHost {
  readonly system = process.platform === 'win32' ? 'windows' : 'linux';
  readonly roleOutput = 'pipes';
  readonly koffi: string | null = null;

  inside(file: string): string {
    return file;
  }

  outside(file: string): string {
    return file;
  }

  start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: number | 'ignore',
  ): ChildProcess {
    return spawn(process.execPath, [script, ...args], {
      env,
      stdio: ['ignore', log, log],
      // Ctrl-C in a terminal goes to the whole group: the agent is to end when its starter says so.
      detached: true,
      windowsHide: true,
    });
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}
