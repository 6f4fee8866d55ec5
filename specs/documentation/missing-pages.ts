import type { RecordCheck } from './documentation-check.js';

/** A page that is not there in a language. */
export type MissingPage = Pick<RecordCheck, 'page' | 'locale'>;

/** The pages that were not there, each once: of such a page there is a check for every piece on record. */
export function missingPages(checks: readonly RecordCheck[]): MissingPage[] {
  const missing = checks.filter(({ state }) => state === 'page-missing');
  const byName = missing.map(({ page, locale }) => [`${locale} ${page}`, { page, locale }] as const);
  return [...new Map(byName).values()];
}
