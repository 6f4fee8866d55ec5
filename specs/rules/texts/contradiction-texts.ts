import type { Contradiction } from '../contradictions.js';
import type { Locale } from '../rule.js';
import { CONTRADICTIONS_FR } from './contradictions.fr.js';
import { CONTRADICTIONS_IT } from './contradictions.it.js';
import { CONTRADICTIONS_RU } from './contradictions.ru.js';
import { madeFrom } from './made-from.js';

/** What a contradiction says to people, in one language. */
export interface ContradictionTexts {
  readonly title: string;
  /** What the one place says, and the other. */
  readonly one: string;
  readonly another: string;
  readonly reading: string;
  readonly reason: string;
}

/** The texts of a contradiction in another language than English. */
export interface ContradictionTranslation extends ContradictionTexts {
  /** `fingerprintOfContradiction` of the English texts that it was made from: when these change, a test says that it is stale. */
  readonly madeFrom: string;
}

/** Translations of the contradictions, by their ids. */
export type ContradictionTranslations = Readonly<Record<string, ContradictionTranslation>>;

const TRANSLATIONS: Readonly<Record<Exclude<Locale, 'en'>, ContradictionTranslations>> = {
  ru: CONTRADICTIONS_RU,
  fr: CONTRADICTIONS_FR,
  it: CONTRADICTIONS_IT,
};

/** The texts of a contradiction in a language; in English where it is not translated, as in tests. */
export function contradictionTexts(contradiction: Contradiction, locale: Locale): ContradictionTexts {
  return (
    (locale === 'en' ? undefined : TRANSLATIONS[locale][contradiction.id]) ?? englishTexts(contradiction)
  );
}

/** The fingerprint of a contradiction's English texts. */
export function fingerprintOfContradiction(contradiction: Contradiction): string {
  return madeFrom(englishTexts(contradiction));
}

function englishTexts({ title, one, another, reading, reason }: Contradiction): ContradictionTexts {
  return { title, one: one.says, another: another.says, reading, reason };
}
