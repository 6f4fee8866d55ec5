import type { Contradiction } from '../specs/rules/contradictions.js';
import type { Locale, Rule } from '../specs/rules/rule.js';

/** As the site of the published reference names its languages. */
const PUBLISHED_IN: Readonly<Record<Locale, string>> = { en: 'en-us', ru: 'ru-ru', fr: 'fr-fr', it: 'it-it' };

/** Address of a page of the published VDI reference, by its name there, in a language. */
export function publishedPage(page: string, locale: Locale = 'en'): string {
  return `https://learn.microsoft.com/${PUBLISHED_IN[locale]}/sql/relational-databases/backup-restore/vdi-reference/${page}`;
}

/** Is this a page of it? Rules name pages of the 2005 specification by their ids, and others by their names. */
export function isPublished(page: string): boolean {
  return /^i(client|server)virtualdevice/.test(page);
}

/** The published pages on which two places contradict each other, each once. */
export function pagesOfContradiction({ one, another }: Contradiction): readonly string[] {
  return [...new Set([one.page, another.page])].filter(isPublished);
}

/** The published pages that a rule rests on, each once. */
export function pagesOf(rule: Rule): readonly string[] {
  return [...new Set(rule.restsOn.map((sentence) => sentence.page))];
}

/** The sections of those pages, each once, in order. */
export function sectionsOf(rule: Rule): readonly string[] {
  return [...new Set(rule.restsOn.map((sentence) => sentence.section))];
}
