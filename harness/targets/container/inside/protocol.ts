import type { Limits } from '../../../limits/limits.js';
import type { Check, TargetConnection } from '../../target.js';

/** Ports in the container: of its program, of the agent, and of SQL Server. */
export const CONTROL_PORT = 7430;
export const AGENT_PORT = 7431;
export const SQL_PORT = 1433;

/** Its first argument, where the reference's SQL endpoint is to stand in SQL Server's place. */
export const REFERENCE_ENDPOINT = 'reference-endpoint';

/** Of silence on the connection between the two, before each asks whether the other's machine is still there. */
export const KEEP_ALIVE_MS = 10_000;

/** Printed by the container's program when everything before it is there and the harness may connect. */
export const READY = 'vdi-conformance: the container is ready';

/** Of the run's file, below the kit's folder. It is put into the container before that starts, and removed when it is read. */
export const RUN_FILE = ['run', 'run.json'] as const;

/** What the run's file says. */
export interface RunFile {
  /** That of whoever may connect to the container's program. */
  readonly secret: string;
  /** For SQL Server's `sa`. */
  readonly saPassword: string;
  /** For the harness to connect, once the container is ready, and for the first frame of a connection; milliseconds. */
  readonly starterMs: number;
  readonly helloMs: number;
}

/** What the container's program offers to the harness. */
export interface ContainerCalls {
  /** Examines the library and starts the agent. */
  start(asked: AgentAsked): Promise<AgentStarted | NotStarted>;
  /** What COM and the registered library answer in the container. */
  check(instance: string | null, limitMs: number): Promise<readonly Check[]>;
  /** Agents and roles started so far. */
  processesStarted(): Promise<number>;
  /** Ends the agent and its roles; the container ends when the connection does. */
  stop(): Promise<void>;
}

/** What the container's program tells unasked. */
export interface ContainerEvents {
  /** An agent was started: the first, or one that takes the place of one that died. */
  agentStarted(pid: number): void;
}

export interface AgentAsked {
  readonly limits: Limits;
  readonly instance?: string;
  readonly fault?: string;
  readonly warmRoles?: number;
}

export interface AgentStarted {
  readonly how: 'started';
  /** Of the agent. */
  readonly secret: string;
  readonly target: TargetConnection['target'];
}

/** An error on its way: which one it is has to survive, for it decides the exit code. */
export interface NotStarted {
  readonly how: 'usage' | 'unavailable';
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}
