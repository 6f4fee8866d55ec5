import type { Locale, SentencePosition } from '../rules/rule.js';

/** A sentence that says different things in the languages of its page, and how it is read. In our own words. */
export interface LocaleDisagreement {
  /** As the contradictions of the documents are named. */
  readonly id: string;
  readonly title: string;
  readonly sentence: SentencePosition;
  /** Two or more: which languages say what. */
  readonly sides: readonly { readonly locales: readonly Locale[]; readonly says: string }[];
  /** The reading that is certified. */
  readonly reading: string;
  /** Ids of the rules that rest on the reading. */
  readonly rules: readonly string[];
}
