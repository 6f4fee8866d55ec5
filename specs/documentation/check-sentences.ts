import type { Locale, SentencePosition } from '../rules/rule.js';
import type { WordsOnRecord } from './likeness.js';
import { matchPieces } from './match-pieces.js';
import type { Place } from './place.js';
import type { PublishedPage } from './published-page.js';
import { recordOfSentence } from './recorded.js';

/** What became of a sentence that rules rest on, in one language. */
export interface SentenceCheck {
  readonly sentence: SentencePosition;
  readonly locale: Locale;
  readonly state: 'unchanged' | 'moved' | 'changed' | 'vanished' | 'page-missing';
  /** The page that was read: a path below the folder that was named. Absent: `page-missing`. */
  readonly file?: string;
  /** Where it stands now, and what it says there. Absent: `vanished`, `page-missing`. */
  readonly now?: { readonly place: Place; readonly text: string; readonly fingerprint: string };
}

const NO_WORDS: WordsOnRecord = new Map();

/**
 * What became of each sentence in each language; once for each page of that language that was read (Markdown, and text).
 * @param words what is on record of their words; without it a sentence that changed is found at its old place only.
 */
export function checkSentences(
  pages: readonly PublishedPage[],
  sentences: readonly SentencePosition[],
  locales: readonly Locale[],
  words: WordsOnRecord = NO_WORDS,
): SentenceCheck[] {
  return locales.flatMap((locale) =>
    [...new Set(sentences.map(({ page }) => page))].flatMap((name) => {
      const asked = sentences.filter(({ page }) => page === name);
      const read = pages.filter((page) => page.page === name && page.locale === locale);
      if (read.length === 0)
        return asked.map((sentence) => ({ sentence, locale, state: 'page-missing' as const }));
      return read.flatMap((page) => checkInPage(page, asked, words));
    }),
  );
}

function checkInPage(
  page: PublishedPage,
  sentences: readonly SentencePosition[],
  words: WordsOnRecord,
): SentenceCheck[] {
  const records = new Map(sentences.map((sentence) => [recordOfSentence(sentence), sentence]));
  return matchPieces(page, [...records.keys()], words).matches.flatMap((match): SentenceCheck[] => {
    const sentence = records.get(match.recorded);
    if (sentence === undefined) return [];
    const { locale, file } = page;
    if (match.state === 'vanished') return [{ sentence, locale, state: match.state, file }];
    return [{ sentence, locale, state: match.state, file, now: match.piece }];
  });
}
