import type { RangeLook, RangeToLookAt, Resources } from '../probes/probe.js';
import type { CheckedArguments } from '../vdi/values.js';
import type { RoleClass } from '../vdi/library.js';
import type { NativeRecord } from '../vdi/recorder.js';

/**
 * What is said on the wire: starter and sessions to the agent, the agent to roles. Times are the target's
 * monotonic clock in nanoseconds, as decimal strings (they exceed what a JSON number holds exactly).
 */
export type Nanoseconds = string;

/** The first frame of every connection to an agent. */
export interface Hello {
  /** `starter`: the process whose end ends the agent. */
  readonly as: 'starter' | 'session' | 'role';
  readonly secret: string;
  /** Of a role: its process id. */
  readonly pid?: number;
}

/** The agent's answer to a hello that it accepts. */
export interface Welcome {
  readonly pid: number;
}

/** To a hello with a wrong secret; the agent hangs up then. What is no hello at all gets no answer. */
export interface Refusal {
  readonly refused: true;
}

export type HelloAnswer = Welcome | Refusal;

/** What the agent offers to the process that started it. */
export interface StarterCalls {
  /** Answers once everything that was told unasked before has been sent. */
  sync(): void;
  /** Ends all roles; resolves when they are gone; the agent exits when the connection ends. */
  stop(): Promise<void>;
}

/** What the agent tells its starter unasked. */
export interface StarterEvents {
  /** One more role process was started: counted by the starter, because agents can die. */
  roleStarted(): void;
}

/** What the agent offers to a session. `role` is the number that `takeRole` gave. */
export interface SessionCalls {
  clock(): Nanoseconds;
  /** So many role processes will be asked for soon, beyond those announced before. */
  announce(processes: number): void;
  /** A role process, warm if there is one. */
  takeRole(): Promise<RoleTaken>;
  /** Hands a request to the role. */
  ask<Op extends keyof RoleCalls>(
    role: number,
    op: Op,
    args: Parameters<RoleCalls[Op]>,
  ): Promise<Asked<Awaited<ReturnType<RoleCalls[Op]>>>>;
  /** SIGKILL; resolves when the process is gone. */
  kill(role: number): Promise<RoleEnd>;
  /** Ends the role because its case is over; a death that came first keeps its own cause. */
  tidy(role: number): Promise<RoleEnd>;
  /** Asks the role to exit; resolves when the process is gone. */
  end(role: number): Promise<RoleEnd>;
  /** Resolves when the process is gone, however. */
  ended(role: number): Promise<RoleEnd>;
  resources(role: number): Promise<Seen<Resources>>;
  ranges(role: number, ranges: readonly RangeToLookAt[]): Promise<Seen<RangeLook[]>>;
  objects(set: string): Promise<{ atNs: Nanoseconds; seen: string[] }>;
  settled(role: number, timeoutMs: number): Promise<boolean>;
}

/** What the agent tells a session unasked. */
export interface SessionEvents {
  /** The role has issued the native call. */
  issued(role: number, call: number): void;
}

export interface RoleTaken {
  readonly role: number;
  readonly pid: number;
  readonly atNs: Nanoseconds;
}

/** A role's answer, or that its process ended before it gave one. */
export type Asked<T> = { readonly how: 'answered'; readonly value: T } | { readonly how: 'ended' };

/** What a probe saw; null: the process was gone. */
export interface Seen<T> {
  readonly atNs: Nanoseconds;
  readonly seen: T | null;
}

export interface RoleOutput {
  readonly stream: 'stdout' | 'stderr' | 'protocol';
  readonly atNs: Nanoseconds;
  readonly bytes: number;
  readonly excerpt: string;
}

export interface RoleEnd {
  readonly atNs: Nanoseconds;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** `request`: a session asked for it; `agent`: protocol broken, or babbling without end; null: not by us. */
  readonly killedBy: 'request' | 'agent' | null;
  readonly outputs: readonly RoleOutput[];
}

/** What a role offers to its agent. */
export interface RoleCalls {
  /**
   * Starts the pool of threads that calls run on, loads the library and the recorder, and makes the first
   * set object under the id `set`.
   */
  load(of: RoleClass, threads: number): Promise<SetMade>;
  newSet(id: string): SetMade;
  call(call: RoleCall): Promise<CallReport>;
  /** SendCommand for each, in order. */
  send(object: string, commands: readonly CheckedArguments[]): CallReport[];
  /** GetCommand up to `count` times, to the first answer that is not NOERROR. */
  take(object: string, count: number, timeoutMs: number): Promise<CallReport[]>;
  /** CompleteCommand for each, in order. */
  complete(object: string, completions: readonly CheckedArguments[]): CallReport[];
  /** Lends a thread to ExecuteCompletionAgent; answers when it came back. */
  lendThread(call: number, object: string): Promise<CallReport>;
  /** Everything recorded natively and not told before. */
  records(): RecordReport[];
  /** Waits for the agent to have entered for the `times`-th time; with false when the time is over first. */
  agentEntered(times: number, timeoutMs: number): Promise<boolean>;
  /** Waits for so many callbacks since the process started; answers how many came. */
  callbacks(count: number, timeoutMs: number): Promise<number>;
  fill(address: string, size: number, seed: number): void;
  compare(address: string, size: number, seed: number): { atNs: Nanoseconds; intact: boolean };
  touch(address: string, access: 'read' | 'write'): { atNs: Nanoseconds };
  unload(): { atNs: Nanoseconds; canUnload: number | null; stillLoaded: boolean };
  /** Exits, in an orderly way, with code 0. */
  exit(): void;
}

/** What a role tells its agent unasked. */
export interface RoleEvents {
  issued(call: number): void;
}

export interface RoleCall {
  /** Unique within the role; comes back in `issued`. */
  readonly call: number;
  readonly object: string;
  readonly method: string;
  readonly args: CheckedArguments;
  /** Id under which an object that comes out is kept. */
  readonly objectId?: string;
  readonly observe?: readonly RangeToLookAt[];
}

export interface CallReport {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
  /** The HRESULT, or the count, unsigned. */
  readonly value: number;
  readonly results: CheckedArguments;
  readonly observed?: { readonly atNs: Nanoseconds; readonly ranges: readonly RangeLook[] };
}

export interface SetMade {
  readonly method: 'VdiGetClassObject' | 'CreateInstance';
  readonly report: CallReport;
  /** Whether there is an object now. */
  readonly made: boolean;
}

export type RecordReport = Omit<NativeRecord, 'timeNs' | 'command'> & {
  readonly atNs: Nanoseconds;
  /** Number of the command, or null when its address is none that was sent. */
  readonly command: number | null;
};

/** Longest time that a number of milliseconds can mean to the interface: for ever. */
export const FOREVER_MS = 0xffffffff;
