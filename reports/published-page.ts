import type { Rule } from '../specs/rules/rule.js';

const REFERENCE = 'https://learn.microsoft.com/en-us/sql/relational-databases/backup-restore/vdi-reference/';

/** Address of a page of the published VDI reference, by its name there. */
export function publishedPage(page: string): string {
  return REFERENCE + page;
}

/** The published pages that a rule rests on, each once. */
export function pagesOf(rule: Rule): readonly string[] {
  return [...new Set(rule.restsOn.map((sentence) => sentence.page))];
}

/** The sections of those pages, each once, in order. */
export function sectionsOf(rule: Rule): readonly string[] {
  return [...new Set(rule.restsOn.map((sentence) => sentence.section))];
}
