import { createHash } from 'node:crypto';

/** Hex digits of a sentence's fingerprint, and of a word's. */
const OF_SENTENCE = 16;
const OF_WORD = 4;

/** A text as it is fingerprinted: every run of white space is one space. */
export function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Of a sentence as a reader sees it, `**` gone: see SentencePosition in specs/rules/rule.ts. */
export function fingerprintOf(sentence: string): string {
  return digest(plain(sentence), OF_SENTENCE);
}

/** What stands between spaces, with its punctuation. */
export function wordsOf(sentence: string): string[] {
  return plain(sentence)
    .split(' ')
    .filter((word) => word !== '');
}

/**
 * Of a word: enough to see which words of a sentence changed, without the project holding the sentence. Among the few hundred
 * words of a page two that differ have the same one about once in 300 pages.
 */
export function wordFingerprint(word: string): string {
  return digest(word, OF_WORD);
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, digits);
}
