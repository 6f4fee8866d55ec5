import type { Level, Locale, Subject } from '../../specs/rules/rule.js';
import type { DocumentationCheckTexts } from './documentation-check-texts.js';
import type { RunsTexts } from './runs-texts.js';
import { TERMINAL_EN } from './terminal.en.js';
import { TERMINAL_FR } from './terminal.fr.js';
import { TERMINAL_IT } from './terminal.it.js';
import { TERMINAL_RU } from './terminal.ru.js';
import type { VerifyTexts } from './verify-texts.js';

/** What stands at the beginning of the lines with which a run starts. */
export type HeadingLabel = 'target' | 'library' | 'client' | 'instance' | 'server' | 'shard' | 'fault';

/** Something that a run leaves in its output folder. */
export type ReportName =
  | 'page'
  | 'summary'
  | 'badge'
  | 'document'
  | 'junit'
  | 'histories'
  | 'allureHtml'
  | 'allureData'
  | 'certificate';

/**
 * What a terminal shows in one language, but for the rules' texts, the words of an explanation, and what judges say. `{word}`
 * stands for something that is put in. Verdicts are named as in the documents for programs, in every language.
 */
export interface TerminalTexts extends RunsTexts {
  /** All about a rule: headings, and what its level and its subject mean. */
  readonly rule: {
    readonly levels: Readonly<Record<Level, string>>;
    readonly subjects: Readonly<Record<Subject, string>>;
    readonly documented: string;
    readonly where: string;
    /** `{page}` is a page's name. */
    readonly together: string;
    readonly keeps: string;
    readonly reading: string;
    readonly contradictions: string;
    readonly provoked: string;
    readonly lookedAt: string;
    readonly usualCauses: string;
  };

  /** Where the documents contradict each other: what stands at the beginning of lines, and where there is nothing to tell. */
  readonly contradictions: {
    readonly rules: string;
    readonly see: string;
    /** That rest on a reading. */
    readonly noRules: string;
    readonly noneKnown: string;
  };

  /** What a run leaves. */
  readonly reports: {
    readonly names: Readonly<Record<ReportName, string>>;
    /** Of a certificate that states `{verdict}`. */
    readonly notConformant: string;
    readonly writingAllure: string;
  };

  /** With what a run starts. */
  readonly heading: {
    readonly labels: Readonly<Record<HeadingLabel, string>>;
    /** `{library}` is a path. */
    readonly asNamed: string;
    readonly registered: string;
    /** `{index}` and `{count}` are numbers. */
    readonly shardOf: string;
    /** `{fault}` is a fault's name. */
    readonly fault: string;
    readonly judged: (done: number, all: number) => string;
  };

  /** What a run comes to. */
  readonly run: {
    readonly rules: (count: number) => string;
    readonly seconds: (seconds: number) => string;
    /** How long it took; `{time}` as `seconds` has it. */
    readonly within: string;
    readonly adviceAlone: string;
    readonly advice: string;
    readonly viewInside: string;
    readonly viewOutside: string;
    /** `{rules}` are names. */
    readonly viewOutsideIn: string;
    /** What the verdict is on, after its name, where there are more rules. */
    readonly othersNotAskedFor: (asked: number, known: number) => string;
    readonly othersInOtherShards: (asked: number, known: number) => string;
    /** Heading of a timeline of the case `{case}`. */
    readonly bothEnds: string;
    /** `{page}` is an address. */
    readonly documentedAt: string;
    /** `{where}` is a part of the kit. */
    readonly problem: string;
  };

  /** What `verify` says of a certificate. */
  readonly verify: VerifyTexts;

  /** What `docs check` says of the published pages. */
  readonly documentationCheck: DocumentationCheckTexts;
}

export const TERMINAL_TEXTS: Readonly<Record<Locale, TerminalTexts>> = {
  en: TERMINAL_EN,
  ru: TERMINAL_RU,
  fr: TERMINAL_FR,
  it: TERMINAL_IT,
};
