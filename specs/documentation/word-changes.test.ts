import { expect, test } from 'vitest';
import { wordFingerprint, wordsOf } from './fingerprint.js';
import { KETTLE, made } from './hand-made.js';
import { vocabularyOf, wordChanges } from './word-changes.js';

const were = wordsOf('Shut the old lid at once.').map(wordFingerprint);

test('tells words that are new, and those that are gone as far as a page that was read has them', () => {
  const known = vocabularyOf([made(`${KETTLE}\nAn old cup.`)]);
  expect(wordChanges(were, 'Shut the big lid now.', known)).toEqual([
    { kind: 'same', words: ['Shut', 'the'] },
    { kind: 'gone', at: 3, words: ['old'] },
    { kind: 'new', words: ['big'] },
    { kind: 'same', words: ['lid'] },
    { kind: 'gone', at: 5, words: [null, null] },
    { kind: 'new', words: ['now.'] },
  ]);
});

test('tells a change of punctuation, of capitals, and of order', () => {
  const change = (text: string) => wordChanges(were, text, new Map()).filter(({ kind }) => kind !== 'same');
  expect(change('Shut the old lid at once.')).toEqual([]);
  expect(change('Shut the old lid at once!')).toEqual([
    { kind: 'gone', at: 6, words: [null] },
    { kind: 'new', words: ['once!'] },
  ]);
  expect(change('Shut the Old lid at once.')).toHaveLength(2);
  expect(change('Shut the lid old at once.')).toHaveLength(2);
});

test('knows no word of which another has the fingerprint', () => {
  const [one, other] = twins();
  const known = vocabularyOf([made(`${KETTLE}\n${one} ${other} tea.`)]);
  expect(known.has(wordFingerprint(one))).toBe(false);
  expect(known.get(wordFingerprint('kettle'))).toBe('kettle');
});

/** Two words with one fingerprint. */
function twins(): [string, string] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i += 1) {
    const word = `w${i}`;
    const other = seen.get(wordFingerprint(word));
    if (other !== undefined) return [other, word];
    seen.set(wordFingerprint(word), word);
  }
}
