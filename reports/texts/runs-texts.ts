import type { Change } from '../compare/compare-runs.js';
import type { Aspect } from '../compare/differences.js';
import type { RunDocument } from '../json/run-document.js';
import type { BuildSubject } from '../three-way/build.js';
import type { HeadingLabel } from './terminal-texts.js';

/** What a terminal shows of several runs, in one language: two of them, the kept ones, and what builds did in them. */
export interface RunsTexts {
  readonly subjects: Readonly<Record<RunDocument['subject'], string>>;

  /** What became of rules from one run to another. */
  readonly changes: Readonly<Record<Change | 'unchanged', string>>;

  /** Two runs. */
  readonly comparison: {
    /** In what the runs are not alike, as a heading of the following. */
    readonly differ: string;
    readonly aspects: Readonly<Record<Exclude<Aspect, HeadingLabel>, string>>;
    /** A run that has nothing of the kind; without a shard it is whole. */
    readonly without: Readonly<Record<'ruleSet' | 'instance' | 'fault' | 'shard', string>>;
    /** Headings of the rules that changed. */
    readonly titles: Readonly<Record<Change, string>>;
    /** With the colon. */
    readonly before: string;
    readonly now: string;
    readonly notAskedFor: string;
    readonly advice: string;
    /** `{where}` is a part of the kit. */
    readonly newProblem: string;
    readonly goneProblem: string;
    readonly gotWorse: string;
    readonly nothingGotWorse: string;
  };

  /** The kept runs. */
  readonly history: {
    /** `{place}` is a folder or a branch, `{id}` a run's. */
    readonly kept: string;
    readonly keptAlready: string;
    /** `{page}` is a path. */
    readonly pageAgain: string;
    /** `{place}` as above. */
    readonly noRun: string;
    /** What was certified with what. */
    readonly certified: string;
    /** `{fault}` is a fault's name. */
    readonly withFault: string;
    readonly sinceLast: string;
    readonly sinceLastGreen: string;
    /** `{id}` is a run's. */
    readonly sinceGreen: string;
    /** `{verdicts}` with their numbers, `{library}` the beginning of a digest. */
    readonly flaky: (differed: number, ofRuns: number) => string;
  };

  /** The documents, the reference and each real build, rule by rule. */
  readonly builds: {
    readonly title: string;
    /** `{runs}` as `runs` has it. */
    readonly ruleByRule: string;
    readonly titles: Readonly<Record<BuildSubject, string>>;
    readonly columns: Readonly<Record<'rule' | 'documents' | 'reference' | 'realBuilds', string>>;
    readonly notSeen: string;
    /** `{verdicts}` that were found in other runs. */
    readonly also: string;
    readonly builds: string;
    /** Two places that contradict each other, and the reading that is certified. */
    readonly against: string;
    readonly departures: string;
    /** From how many all is told. */
    readonly runs: (count: number) => string;
    /** Runs in which something was told to misbehave. */
    readonly leftOut: (count: number) => string;
  };
}
