import type { History } from '../history/history.js';
import type { Limits } from '../limits/limits.js';

/** One thing that a target needs, and whether it is there. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  /** The command or setting that provides it, when it is missing. */
  readonly remedy?: string;
}

export interface TargetOptions {
  /** Path of the VDI library to certify; default: the target's own. */
  readonly library?: string;
  /** A fault of the reference's faulty variant, by id (the kit's proof of itself; never in a certification). */
  readonly fault?: string;
  readonly limits: Limits;
}

/** What a process needs to use a running target. JSON: it is handed to vitest's workers. */
export interface TargetConnection {
  readonly host: string;
  readonly port: number;
  /** Shared with the agent only; in no log, history or report. */
  readonly secret: string;
  readonly target: History['target'];
  readonly limits: Limits;
}

/** A target with its agent running. */
export interface RunningTarget {
  readonly connection: TargetConnection;
  /** Process id of the agent now; it changes when a dead agent was replaced. */
  readonly agentPid: number;
  /** How many processes this target started so far: agents and roles. */
  processesStarted(): Promise<number>;
  /** Ends the agent and all its roles, waits until they are gone, and removes what was written for them. */
  stop(): Promise<void>;
}

/** A place in which specs can run. */
export interface Target {
  readonly name: string;
  readonly summary: string;
  /** What it needs here, item by item; available when all are ok. */
  check(): Promise<readonly Check[]>;
  /**
   * Starts the agent.
   * @throws UsageError when the library that was named cannot be used: missing, of another architecture,
   * without the entry points.
   * @throws TargetUnavailableError when something that `check` lists is missing.
   */
  start(options: TargetOptions): Promise<RunningTarget>;
}
