import type { Answers } from './table.js';

/** The waiting calls of a sequence: at most one of each at a time. */
export type WaitingCall =
  | { readonly end: 'server'; readonly id: 'agent' }
  | { readonly end: 'client'; readonly id: 'configuration' | `device-${number}` };

/** A waiting call that comes back because of a step. */
export type Return = WaitingCall & {
  readonly answers: Answers;
  /** GetCommand: the command that it brings. */
  readonly command?: number;
};

/** A callback that is due because of a step: exactly one for this command, with one of these codes. */
export interface Callback {
  readonly command: number;
  readonly codes: readonly number[];
}

/** What one step is expected to do. */
export interface Outcome {
  /** `WAITS`: the call stays inside, under the id of `waiting`. Empty: the step is no call (a death). */
  readonly answers: Answers;
  /** The step is a call that may wait. */
  readonly waiting?: WaitingCall;
  /** SendCommand, GetCommand, CompleteCommand: the command that it is about. */
  readonly command?: number;
  readonly callbacks: readonly Callback[];
  readonly returns: readonly Return[];
  /** Ids of the tables' transitions that were taken. */
  readonly transitions: readonly string[];
}
