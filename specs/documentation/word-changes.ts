import { diffArrays } from 'diff';
import { wordFingerprint, wordsOf } from './fingerprint.js';
import type { PublishedPage } from './published-page.js';

/**
 * A run of words of a sentence that changed: still there, new, or gone. Of those that are gone the project knows
 * fingerprints only: null where none of the pages that were read has the word.
 */
export type WordChange =
  | { readonly kind: 'same' | 'new'; readonly words: string[] }
  | {
      readonly kind: 'gone';
      readonly words: (string | null)[];
      /** From 1, the first one. */ readonly at: number;
    };

/** Words by their fingerprints. One that two words have is left out. */
export type Vocabulary = ReadonlyMap<string, string>;

/** The words of some pages. */
export function vocabularyOf(pages: readonly PublishedPage[]): Vocabulary {
  const words = new Set(pages.flatMap(({ pieces }) => pieces.flatMap(({ text }) => wordsOf(text))));
  const byFingerprint = new Map<string, string>();
  const twice = new Set<string>();
  for (const word of words) {
    const fingerprint = wordFingerprint(word);
    if (byFingerprint.has(fingerprint)) twice.add(fingerprint);
    byFingerprint.set(fingerprint, word);
  }
  for (const fingerprint of twice) byFingerprint.delete(fingerprint);
  return byFingerprint;
}

/**
 * What became of a sentence's words.
 * @param were fingerprints of the words that it had.
 * @param text what it says now.
 */
export function wordChanges(were: readonly string[], text: string, known: Vocabulary): WordChange[] {
  const words = wordsOf(text);
  let old = 0;
  let now = 0;
  return diffArrays([...were], words.map(wordFingerprint)).map(
    ({ added, removed, value, count }): WordChange => {
      if (removed) {
        const gone: WordChange = {
          kind: 'gone',
          at: old + 1,
          words: value.map((word) => known.get(word) ?? null),
        };
        old += count;
        return gone;
      }
      const there = words.slice(now, now + count);
      now += count;
      if (!added) old += count;
      return { kind: added ? 'new' : 'same', words: there };
    },
  );
}
