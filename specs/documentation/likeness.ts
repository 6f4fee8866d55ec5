import { diffArrays } from 'diff';
import { wordFingerprint, wordsOf } from './fingerprint.js';

/** Of each fingerprint on record, the fingerprints of the words that the sentence had. */
export type WordsOnRecord = ReadonlyMap<string, readonly string[]>;

/** @param lines a sentence each: its fingerprint, and those of its words, with spaces between. */
export function wordsOnRecord(lines: readonly string[]): WordsOnRecord {
  return new Map(
    lines.map((line) => {
      const [sentence = '', ...words] = line.split(' ');
      return [sentence, words];
    }),
  );
}

/** From 0, nothing in common, to 1: how many of the words of both stand in both, in the same order. */
export function likeness(were: readonly string[], text: string): number {
  const are = wordsOf(text).map(wordFingerprint);
  const common = diffArrays([...were], are)
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { count }) => sum + count, 0);
  return were.length + are.length === 0 ? 0 : (2 * common) / (were.length + are.length);
}
