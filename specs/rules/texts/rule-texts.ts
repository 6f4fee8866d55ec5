import type { Locale, Rule } from '../rule.js';
import { FR } from './fr.js';
import { IT } from './it.js';
import { madeFrom } from './made-from.js';
import { RU } from './ru.js';

/** What a rule says to people, in one language. */
export interface RuleTexts {
  readonly title: string;
  readonly statement: string;
  /** There if the rule has one. */
  readonly reading?: string;
  readonly provoked: string;
  readonly lookedAt: string;
  readonly usualCauses: readonly string[];
  /** What each neighbouring page adds, in the order of the rule's `leansOn`. */
  readonly adds: readonly string[];
}

/** The texts of a rule in another language than English. */
export interface Translation extends RuleTexts {
  /** `fingerprintOfTexts` of the English texts that it was made from: when these change, a test says that it is stale. */
  readonly madeFrom: string;
}

/** Translations of the catalogue's rules, by their ids. */
export type Translations = Readonly<Record<string, Translation>>;

const TRANSLATIONS: Readonly<Record<Exclude<Locale, 'en'>, Translations>> = { ru: RU, fr: FR, it: IT };

/** The texts of a rule in a language; in English where it is no rule of the catalogue, as in tests. */
export function textsOf(rule: Rule, locale: Locale): RuleTexts {
  return (locale === 'en' ? undefined : TRANSLATIONS[locale][rule.id]) ?? englishTexts(rule);
}

/** The fingerprint of a rule's English texts. */
export function fingerprintOfTexts(rule: Rule): string {
  return madeFrom(englishTexts(rule));
}

function englishTexts(rule: Rule): RuleTexts {
  const { title, statement, reading, provoked, lookedAt, usualCauses, leansOn } = rule;
  return {
    title,
    statement,
    ...(reading === undefined ? {} : { reading }),
    provoked,
    lookedAt,
    usualCauses,
    adds: leansOn.map(({ adds }) => adds),
  };
}
