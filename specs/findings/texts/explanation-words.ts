import { placeOf, type ContradictingPlace } from '../../rules/contradictions.js';
import type { Locale, SentencePosition } from '../../rules/rule.js';
import { EXPLANATION_EN } from './explanation.en.js';
import { EXPLANATION_FR } from './explanation.fr.js';
import { EXPLANATION_IT } from './explanation.it.js';
import { EXPLANATION_RU } from './explanation.ru.js';

/** What stands at the beginning of the lines of an explanation. */
export type ExplanationLabel =
  | 'level'
  | 'requirement'
  | 'expected'
  | 'observed'
  | 'departed'
  | 'shouldHave'
  | 'documented'
  | 'documents'
  | 'onePlace'
  | 'another'
  | 'certified'
  | 'evidence';

/** The kit's own words in the explanation of a finding, in one language. What judges say is English in each. */
export interface ExplanationWords {
  /** With the colon, and what the language puts before one. */
  readonly labels: Readonly<Record<ExplanationLabel, string>>;
  /** What it means that a rule is advice. */
  readonly advice: string;
  /** Of the documents. */
  readonly contradict: string;
  /** What something is called or where it stands, a colon as the language sets it, and what is said of it. */
  readonly label: (name: string, text: string) => string;
  /** Between parts of a line: a semicolon as the language sets it. */
  readonly between: string;
  /** `did` is what was done in the event with this number. */
  readonly event: (number: number, did: string) => string;
  /** The events that decided; there may be none. */
  readonly events: (numbers: readonly number[]) => string;
  /** Headings as the published page has them; `lead` is what stands before the first. */
  readonly sections: Readonly<Record<SentencePosition['section'], string>>;
  readonly sentence: (section: string, paragraph: number, sentence: number) => string;
}

export const EXPLANATION_WORDS: Readonly<Record<Locale, ExplanationWords>> = {
  en: EXPLANATION_EN,
  ru: EXPLANATION_RU,
  fr: EXPLANATION_FR,
  it: EXPLANATION_IT,
};

/** A heading of the published pages in a language; of other documents, which are in English, as it is. */
export function sectionName(section: string, locale: Locale): string {
  const sections: Readonly<Record<string, string>> = EXPLANATION_WORDS[locale].sections;
  return sections[section] ?? section;
}

/** Where a sentence stands within its page. */
export function placeInPage(at: SentencePosition, locale: Locale): string {
  return EXPLANATION_WORDS[locale].sentence(sectionName(at.section, locale), at.paragraph, at.sentence);
}

/** Where one of two places that contradict each other stands. */
export function contradictingPlace(place: ContradictingPlace, locale: Locale): string {
  const { section } = place;
  return placeOf(section === undefined ? place : { ...place, section: sectionName(section, locale) });
}
