import { revisionOf } from '../rules/documentation.js';
import type { Locale } from '../rules/rule.js';
import type { DocumentationCheck, RecordCheck } from './documentation-check.js';
import type { LocaleDisagreement } from './locale-disagreement.js';
import { driftOf, knownDisagreements, structuralDisagreements } from './locales-agree.js';
import type { WordsOnRecord } from './likeness.js';
import { matchPieces, type Match } from './match-pieces.js';
import type { PublishedPage } from './published-page.js';
import { recordOf, type Exemption, type Recorded, type RestingRule } from './recorded.js';
import { vocabularyOf, wordChanges, type Vocabulary } from './word-changes.js';

/** What the project has on record of the published documentation. */
export interface DocumentationRecord {
  readonly rules: readonly RestingRule[];
  readonly exemptions: readonly Exemption[];
  readonly disagreements: readonly LocaleDisagreement[];
  readonly words: WordsOnRecord;
}

export type CheckResult = Omit<DocumentationCheck, 'schema' | 'kit' | 'pages' | 'leftOut'>;

/**
 * Holds the pages against the record: each piece of either has to be accounted for by the other.
 * @param older an older copy of the pages: words that are gone are told from it.
 */
export function checkDocumentation(
  pages: readonly PublishedPage[],
  record: DocumentationRecord,
  locales: readonly Locale[],
  older: readonly PublishedPage[] = [],
): CheckResult {
  const records = recordOf(record.rules, record.exemptions);
  const names = [...new Set(records.map(({ page }) => page))];
  const checks: RecordCheck[] = [];
  const unaccounted: CheckResult['unaccounted'] = [];
  for (const locale of locales) {
    const ofLocale = [...older, ...pages].filter((page) => page.locale === locale);
    const known = { words: vocabularyOf(ofLocale), texts: textsOf(ofLocale) };
    for (const name of names) {
      const asked = records.filter(({ page }) => page === name);
      const read = pages.filter((page) => page.page === name && page.locale === locale);
      if (read.length === 0)
        checks.push(...asked.filter(({ fingerprint }) => fingerprint).map(missingIn(locale)));
      for (const page of read) {
        const { matches, unaccounted: left } = matchPieces(page, asked, record.words);
        checks.push(...matches.map((match) => checkOf(match, page, record.words, known)));
        unaccounted.push(...left.map((piece) => ({ page: name, locale, file: page.file, ...piece })));
      }
    }
  }
  const asked = pages.filter(({ locale }) => locales.includes(locale));
  const structure = structuralDisagreements(asked);
  const drift = driftOf(checks);
  const known = knownDisagreements(record.disagreements, checks);
  return {
    revision: revisionOf(record.rules),
    accountedFor:
      checks.length > 0 &&
      checks.every(({ state }) => state === 'unchanged') &&
      unaccounted.length + structure.length === 0,
    locales: [...locales],
    ...{ record: checks, unaccounted, structure, drift, known },
  };
}

const missingIn =
  (locale: Locale) =>
  (recorded: Recorded): RecordCheck => ({ ...accounts(recorded), locale, state: 'page-missing' });

/** What is known of texts that are on record by their fingerprints: from pages that were read. */
interface Known {
  readonly words: Vocabulary;
  readonly texts: ReadonlyMap<string, string>;
}

function textsOf(pages: readonly PublishedPage[]): ReadonlyMap<string, string> {
  return new Map(pages.flatMap(({ pieces }) => pieces.map(({ fingerprint, text }) => [fingerprint, text])));
}

function checkOf(match: Match, page: PublishedPage, words: WordsOnRecord, known: Known): RecordCheck {
  const { recorded, state } = match;
  const check: RecordCheck = { ...accounts(recorded), locale: page.locale, file: page.file, state };
  const fingerprint = recorded.fingerprint?.[page.locale] ?? '';
  const text = known.texts.get(fingerprint);
  const was = text !== undefined && { was: text };
  if (match.state === 'vanished') return { ...check, ...was };
  if (match.state !== 'changed') return { ...check, now: match.piece };
  const were = words.get(fingerprint);
  const changes = were !== undefined && { changes: wordChanges(were, match.piece.text, known.words) };
  return { ...check, now: match.piece, ...was, ...changes };
}

function accounts({ page, place, rules, exemption }: Recorded): Omit<RecordCheck, 'locale' | 'state'> {
  return { page, place, rules: [...rules], ...(exemption !== undefined && { exemption }) };
}
