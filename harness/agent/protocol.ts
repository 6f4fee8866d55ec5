import type { LeftProcess, RangeLook, RangeToLookAt, Resources } from '../probes/probe.js';
import type { Allowed } from '../vdi/allowed.js';
import type { CheckedArguments } from '../vdi/values.js';
import type { RoleClass } from '../vdi/library.js';
import type { Exception } from './exception-file.js';
import type { ProgramEnd, ProgramStart, ProgramStarted, Recorded } from './programs/protocol.js';
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
  /** Bytes that the agent has in use; see memory-in-use.ts. */
  memory(): Promise<number>;
  /** So many role processes of so many threads will be asked for soon, beyond those announced before. */
  announce(processes: number, threads: number): void;
  /** A role process that can have so many threads, warm if there is one. */
  takeRole(threads: number): Promise<RoleTaken>;
  /** Hands a request to the role. */
  ask<Op extends keyof RoleCalls>(
    role: number,
    op: Op,
    args: Parameters<RoleCalls[Op]>,
  ): Promise<Asked<Awaited<ReturnType<RoleCalls[Op]>>>>;
  /** SIGKILL; resolves when the process is gone. */
  kill(role: number): Promise<RoleEnd>;
  /** Ends the role because its case is over, and forgets it; a death that came first keeps its own cause. */
  tidy(role: number): Promise<RoleEnd>;
  /** Asks the role to exit; resolves when the process is gone. */
  end(role: number): Promise<RoleEnd>;
  /** Resolves when the process is gone, however. */
  ended(role: number): Promise<RoleEnd>;
  resources(role: number): Promise<Seen<Resources>>;
  /** Of a process that is no role: SQL Server's. Null as well when the agent may not look at it. */
  resourcesOfProcess(pid: number): Promise<Seen<Resources>>;
  ranges(role: number, ranges: readonly RangeToLookAt[]): Promise<Seen<RangeLook[]>>;
  objects(set: string): Promise<{ atNs: Nanoseconds; seen: string[] }>;
  settled(role: number, timeoutMs: number): Promise<boolean>;
  /** Starts somebody else's program. */
  startProgram(start: ProgramStart): Promise<ProgramStarted>;
  /** Calls of it that are held go on; none is held from then on. */
  letProgramGo(program: number): void;
  /** Resolves when the process is gone. */
  killProgram(program: number): Promise<ProgramEnd>;
  /** Resolves when the process is gone, however. */
  programEnded(program: number): Promise<ProgramEnd>;
  /** Ends it and forgets it: nothing that it records is told any more. */
  forgetProgram(program: number): Promise<void>;
}

/** What the agent tells a session unasked. */
export interface SessionEvents {
  /** The role has issued the native call. */
  issued(role: number, call: number): void;
  /** Something was recorded in a process of one of the session's programs, or of the server. */
  recorded(recorded: Recorded): void;
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
  /** By which it ended, if so and if it was seen. */
  readonly exception: Exception | null;
  readonly outputs: readonly RoleOutput[];
  /** What it had started and not ended; killed. */
  readonly left: readonly LeftProcess[];
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
  /** One end's part of a sequence, up to where the other end has to act; see roles/sequence-player.ts. */
  play(ops: readonly PlayOp[], restMs: number): Promise<PlayReport>;
  unload(): UnloadReport;
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

export interface UnloadReport {
  readonly atNs: Nanoseconds;
  /** What was called, in order. */
  readonly calls: readonly string[];
  readonly canUnload: number | null;
  readonly stillLoaded: boolean;
}

export interface SetMade {
  /** The call that made it, or refused. */
  readonly method: string;
  readonly report: CallReport;
  /** Whether there is an object now. */
  readonly made: boolean;
}

export type RecordReport = Omit<NativeRecord, 'timeNs' | 'command'> & {
  readonly atNs: Nanoseconds;
  /** Number of the command, or null when its address is none that was sent. */
  readonly command: number | null;
};

/** One step of a sequence's part. `allowed`: what it may come back with; anything else ends the part. */
export type PlayOp =
  /** Gives all objects back and makes a set object; `all`: a new sequence begins. */
  | { readonly op: 'fresh'; readonly all: boolean }
  /** A call; `begin`: one that may wait, on a thread of its own, under an id. `keep`: the object that comes out. */
  | (PlayedCall & { readonly op: 'call' })
  | (PlayedCall & { readonly op: 'begin'; readonly id: string })
  /** A call that waits has to come back. */
  | { readonly op: 'await'; readonly id: string; readonly allowed: Allowed }
  /** So many callbacks have to have come since the sequence began. */
  | { readonly op: 'callbacks'; readonly count: number }
  /** Every other thread has to come to rest. */
  | { readonly op: 'settle' }
  /** Every call that is under way has to come back, with whatever answer. */
  | { readonly op: 'drain' };

interface PlayedCall {
  readonly object: string;
  readonly method: string;
  /** Text that begins with `@` stands for what only the role knows. */
  readonly args: CheckedArguments;
  readonly keep?: string;
  readonly allowed: Allowed;
}

export interface Played {
  /** `other`: a value that is not allowed; `missing`: it waits, or what was awaited did not come. */
  readonly how: 'answered' | 'other' | 'waits' | 'missing' | 'done';
  readonly value?: number;
  /** The position of the command that GetCommand gave. */
  readonly command?: number;
}

export interface PlayReport {
  /** One for each step that was played. */
  readonly played: readonly Played[];
  /**
   * Number of the command and completion code of each callback that came and was not told before; and how many of
   * these steps had been begun when it was heard, which was before the next began.
   */
  readonly callbacks: readonly (readonly [command: number, code: number, begun: number])[];
  /** Waiting calls that came back and were not awaited yet. */
  readonly returned: readonly string[];
}
