import type { History } from '../history/history.js';
import type { Limits } from '../limits/limits.js';
import type { ClientConfig } from '../client-program/client-config.js';
import type { ClientPlace } from './client-place.js';
import type { ContainerSettings } from './container/settings.js';
import type { Fault } from './library.js';

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
  /** Name of the SQL Server instance that calls are made for; default: the default instance. */
  readonly instance?: string;
  /** Whether rules about SQL Server itself will be run: the target has to have one then. */
  readonly engine?: boolean;
  /** A vendor's client that is certified; it implies `engine`. */
  readonly client?: ClientConfig;
  /** A SQL Server that runs already, whose VDI library is the one that is certified; default: the target's own. */
  readonly sqlServer?: TargetSqlServer;
  /** How many role processes are kept warm beyond those announced; default: the target's own. */
  readonly warmRoles?: number;
  /** Told of what takes its time before the target starts: "making …". */
  readonly onPreparing?: (what: string) => void;
  /** Of the container, where the target has one. */
  readonly container?: ContainerSettings;
  /** Gives up what takes its time before the target starts; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** What a process needs to use a running target. JSON: it is handed to vitest's workers. */
export interface TargetConnection {
  readonly host: string;
  readonly port: number;
  /** Shared with the agent only; in no log, history or report. */
  readonly secret: string;
  readonly target: History['target'];
  readonly limits: Limits;
  /** Only where rules about SQL Server itself are run. */
  readonly sqlServer?: TargetSqlServer;
  /** Only where rules about a vendor's client are run. */
  readonly client?: ClientPlace;
}

/** The SQL Server of a target, and who logs in. */
export interface TargetSqlServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** In no log, history or report. */
  readonly password: string;
  /** The database of which backups are made, with COPY_ONLY. Small: what rules look at is how backups end. */
  readonly backedUp: string;
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
  /**
   * What it needs here, item by item; available when all are ok.
   * @param instance the SQL Server instance that calls would be made for; null: the default one.
   * @param container the container that would be started, where the target has one.
   * @param signal gives up what takes its time; its reason is thrown, and nothing that was started is left.
   */
  check(
    instance?: string | null,
    container?: ContainerSettings,
    signal?: AbortSignal,
  ): Promise<readonly Check[]>;
  /**
   * Starts the agent.
   * @throws UsageError when the library that was named cannot be used: missing, of another architecture,
   * without the entry points.
   * @throws TargetUnavailableError when something that `check` lists is missing.
   */
  start(options: TargetOptions): Promise<RunningTarget>;
  /** What its reference library can be told to do wrong, rule by rule; left out where there is none. */
  faults?(): Promise<readonly Fault[]>;
  /** The same of its reference SQL endpoint. */
  endpointFaults?(): readonly Fault[];
}
