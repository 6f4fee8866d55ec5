import type { Nanoseconds, RoleEnd } from '../protocol.js';

/** A call that is to be held: every call of the method from the `nth` on, on one recording. */
export interface Hold {
  readonly method: string;
  /** From 1. */
  readonly nth: number;
  /** Before the call begins, or before its answer reaches its caller. */
  readonly at: 'enter' | 'return';
}

/** What somebody else's program is started with. Paths are the target's. */
export interface ProgramStart {
  /** By which the session knows it: chosen there, so that what is recorded at once can be told whose it is. */
  readonly program: number;
  readonly file: string;
  readonly args: readonly string[];
  /** Besides the agent's own environment, without what the kit hands down in it. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | null;
  /** What its output must have, as a regular expression; null: nothing. */
  readonly output: string | null;
  /** Calls of it to be held. */
  readonly holds: readonly Hold[];
  /** Whether the buffers of completed commands are protected from it. */
  readonly protect: boolean;
}

/** `refused`: why there is no process. */
export type ProgramStarted =
  { readonly pid: number; readonly atNs: Nanoseconds } | { readonly refused: string };

export interface ProgramEnd extends RoleEnd {
  /** Whether its output had the pattern; null: there was none to look for. */
  readonly outputMatched: boolean | null;
}

/** The first frame of a recording, which a library's set object makes in a process that is recorded. */
export interface RecordingHello {
  readonly as: 'recording';
  readonly secret: string;
  readonly pid: number;
  readonly end: 'client' | 'server';
}

/** The first frame of a call that is held, on a connection of its own: the call goes on when that ends. */
export interface GateHello {
  readonly as: 'gate';
  readonly secret: string;
  readonly pid: number;
  readonly call: number;
}

export interface RecordingWelcome {
  readonly pid: number;
  readonly holds: readonly Hold[];
  readonly protect: boolean;
}

/** A frame of a recording, as it came: the harness checks it. */
export interface Recorded {
  /** The session's program in whose processes it was recorded; null: in the server's. */
  readonly program: number | null;
  /** Unique within the agent; a set object has one. */
  readonly recording: number;
  readonly pid: number;
  readonly end: 'client' | 'server';
  /** `null`: the recording has ended. */
  readonly frame: unknown;
}
