import type { OverallVerdict, Verdict } from '../../specs/findings/finding.js';
import type { View } from '../../specs/findings/view.js';
import type { Level, SentencePosition, Subject } from '../../specs/rules/rule.js';

/** The name of something, and a sentence that says what it means. */
export interface NameAndMeaning {
  readonly name: string;
  readonly means: string;
}

/**
 * Every text of the report's page but the rules' own and what judges say, in one language. `{word}` stands for something that is put in:
 * the word stays as it is in every language. What counts something is a function, since a number decides the words.
 */
export interface ReportTexts {
  /** Of this language, in itself. */
  readonly languageName: string;
  /** The page's heading. */
  readonly title: string;
  /** Title of the window: `{verdict}` as named in `runVerdicts`, `{target}` the target's name. */
  readonly windowTitle: string;
  /** A link past what stands before the rules. */
  readonly skipToRules: string;
  /** Name of the list of languages. */
  readonly languages: string;

  readonly runVerdicts: Readonly<Record<OverallVerdict, NameAndMeaning>>;
  readonly verdicts: Readonly<Record<Verdict, NameAndMeaning>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly subjects: Readonly<Record<Subject | 'all', string>>;
  readonly views: Readonly<Record<View, string>>;
  /** Of the documentation's pages: headings as the published page has them; `lead` is what stands before the first. */
  readonly sections: Readonly<Record<SentencePosition['section'], string>>;

  /** What the whole run comes to. */
  readonly run: {
    readonly allRules: (count: number) => string;
    /** Fewer rules were asked for than there are. */
    readonly someRules: (asked: number, known: number) => string;
    /** The others are certified in other parts of the run. */
    readonly partOfRun: string;
    readonly adviceAlone: string;
    /** `{fault}` is a fault's name. */
    readonly fault: string;
    readonly counts: string;
    readonly rule: string;
    readonly count: string;
    readonly verdict: string;
  };

  /** What was certified with what: headings of a list, and what some of the values say. */
  readonly facts: {
    readonly heading: string;
    readonly subject: string;
    readonly kit: string;
    readonly target: string;
    readonly library: string;
    /** `{version}` */
    readonly version: string;
    readonly registered: string;
    readonly sha256: string;
    readonly instance: string;
    readonly sqlServer: string;
    readonly client: string;
    readonly view: string;
    readonly fault: string;
    readonly shard: string;
    /** `{index}` and `{count}` are numbers. */
    readonly shardOf: string;
    readonly started: string;
    readonly duration: string;
    /** `{seconds}` is a number. */
    readonly seconds: string;
    readonly processes: string;
    readonly seed: string;
    /** A run makes no random choices. */
    readonly noSeed: string;
    readonly certificate: string;
    /** After the name of the certificate's file, before the key's ID. */
    readonly signed: string;
  };

  readonly problems: { readonly heading: string; readonly explanation: string };
  readonly advice: {
    readonly heading: string;
    readonly explanation: string;
    readonly allFollowed: string;
    readonly notFollowed: string;
    readonly notConcluded: string;
  };

  readonly trend: {
    readonly heading: string;
    /** Says what the picture shows; `{count}` runs. */
    readonly picture: string;
    readonly table: string;
    readonly run: string;
    readonly certified: string;
    readonly verdict: string;
    readonly thisRun: string;
  };

  /** Search and filters. */
  readonly find: {
    readonly heading: string;
    readonly search: string;
    readonly searchHint: string;
    readonly verdict: string;
    readonly subject: string;
    readonly level: string;
    readonly every: string;
    readonly reset: string;
    readonly openAll: string;
    readonly closeAll: string;
    /** `{shown}` and `{all}` are numbers. */
    readonly shown: string;
    readonly none: string;
  };

  /** What is told of one rule. */
  readonly rule: {
    readonly heading: string;
    readonly unknown: string;
    readonly found: string;
    readonly expected: string;
    readonly observed: string;
    readonly departure: string;
    readonly shouldHave: string;
    /** `{place}` is a page and a section. */
    readonly writtenIn: string;
    /** What stands before the contradiction of the documents on which a finding turned, and before the reading of them. */
    readonly contradiction: string;
    readonly certified: string;
    readonly usualCauses: string;
    readonly reading: string;
    readonly keeps: string;
    readonly howItIsTested: string;
    readonly provoked: string;
    readonly lookedAt: string;
    readonly written: string;
    /** `{section}` as named in `sections`; the others are numbers. */
    readonly sentence: string;
    /** A row of a table. */
    readonly row: string;
    readonly together: string;
  };

  /** What happened, from the history. */
  readonly evidence: {
    readonly heading: (cases: number) => string;
    readonly inEnglish: string;
    readonly events: (count: number) => string;
    readonly decided: string;
    readonly bothEnds: string;
    readonly noHistory: string;
    /** On paper alone. */
    readonly printed: string;
    readonly historyFile: string;
  };

  readonly footer: {
    /** `{kit}` is a name with a version. */
    readonly made: string;
    readonly machineReadable: string;
    readonly noSentences: string;
  };
}
