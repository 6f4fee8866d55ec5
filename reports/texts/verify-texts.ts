import type { AlteredThing } from '../certificate/problem.js';

/** What stands at the beginning of the lines about a certificate. */
export type VerifyLabel =
  | 'states'
  | 'library'
  | 'program'
  | 'server'
  | 'target'
  | 'ruleSet'
  | 'documentation'
  | 'signedBy'
  | 'histories'
  | 'sentences';

/** What `verify` shows in one language. How it is known that something was altered is told in English. */
export interface VerifyTexts {
  readonly labels: Readonly<Record<VerifyLabel, string>>;
  /** `{verdict}` as documents for programs name it, `{time}` the run's start. */
  readonly states: (asked: number, known: number) => string;
  /** `{version}`, `{digest}`, and the `{kit}`'s version. */
  readonly ruleSet: string;
  /** Of the documentation that its rules rest on, as `docs check` tells it: `{digest}`. */
  readonly revision: string;
  readonly unknown: string;
  readonly noKey: string;
  /** `{keys}` are key IDs. */
  readonly good: string;
  readonly noHistories: string;
  readonly histories: (asSigned: number, judgedAgain: number) => string;
  /** What was altered. */
  readonly things: Readonly<Record<AlteredThing, string>>;
  readonly otherVersion: string;
  readonly outcomes: {
    readonly false: string;
    readonly unknownSigner: string;
    readonly otherVersion: string;
    readonly conformant: string;
    /** Genuine; `{verdict}` is another than `conformant`. */
    readonly notConformant: string;
  };
  /** Warnings, before the number of sentences; `{page}` is a page's name. */
  readonly changed: string;
  readonly vanished: string;
  readonly toDo: string;
  /** Before pages that were not given. */
  readonly notThere: string;
}
