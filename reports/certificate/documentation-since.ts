import {
  checkDocumentation,
  type DocumentationRecord,
} from '../../specs/documentation/check-documentation.js';
import type { RecordCheck } from '../../specs/documentation/documentation-check.js';
import { missingPages, type MissingPage } from '../../specs/documentation/missing-pages.js';
import type { PublishedPage } from '../../specs/documentation/published-page.js';
import { LOCALES } from '../../specs/rules/rule.js';
import type { CertificateContent } from './content.js';

/** What became of the sentences that a certificate rests on, in pages that were read. Each counts once a page. */
export interface DocumentationSince {
  readonly unchanged: number;
  /** Word by word as they were, and elsewhere in the page: nothing to warn of. */
  readonly moved: number;
  /** Those that changed or vanished. */
  readonly warnings: readonly RecordCheck[];
  readonly missing: readonly MissingPage[];
}

/**
 * Holds pages against what a certificate says of the documentation.
 * @param recordOf what the project has on record, as far as some rules rest on it.
 */
export function documentationSince(
  { documentation }: CertificateContent,
  pages: readonly PublishedPage[],
  recordOf: (rules: DocumentationRecord['rules']) => DocumentationRecord,
): DocumentationSince {
  const rules = documentation.rules.map(({ rule, restsOn }) => ({ id: rule, restsOn }));
  const { record } = checkDocumentation(pages, recordOf(rules), LOCALES);
  // The others are exempt: no rule rests on them.
  const sentences = record.filter((check) => check.rules.length > 0);
  const of = (...states: RecordCheck['state'][]): RecordCheck[] =>
    sentences.filter(({ state }) => states.includes(state));
  return {
    unchanged: of('unchanged').length,
    moved: of('moved').length,
    warnings: of('changed', 'vanished'),
    missing: missingPages(sentences),
  };
}
