import { describe, expect, test } from 'vitest';
import { checkSentences } from './check-sentences.js';
import { wordFingerprint, wordsOf } from './fingerprint.js';
import { KETTLE, made } from './hand-made.js';
import { placeText } from './place.js';
import type { SentencePosition } from '../rules/rule.js';

const page = made(KETTLE);
/** Every sentence of the kettle's page, as rules record them; the same in all languages. */
const SENTENCES: readonly SentencePosition[] = page.pieces
  .filter(
    ({ place: { kind, section } }) => kind === (section === 'Return Value' ? 'explanation' : 'sentence'),
  )
  .map(({ place, fingerprint: same }) => ({
    page: page.page,
    section: place.section as SentencePosition['section'],
    paragraph: place.paragraph,
    sentence: place.sentence,
    fingerprint: { en: same, ru: same, fr: same, it: same },
  }));
const WORDS = new Map(
  page.pieces.map(({ fingerprint, text }) => [fingerprint, wordsOf(text).map(wordFingerprint)]),
);

/** What is not unchanged, when the page says something else. */
function check(from: string, to: string, words = WORDS): string[] {
  const changed = KETTLE.replace(from, to);
  expect(changed).not.toBe(KETTLE);
  return checkSentences([made(changed)], SENTENCES, ['en'], words)
    .filter(({ state }) => state !== 'unchanged')
    .map(({ sentence: { section, paragraph, sentence }, state, now }) =>
      `${section} ${paragraph}.${sentence} ${state} ${now ? placeText(now.place) : ''}`.trim(),
    );
}

describe('checkSentences', () => {
  test('finds all of them unchanged in the page that they were recorded from', () => {
    const checks = checkSentences([page], SENTENCES, ['en'], WORDS);
    expect(checks.map(({ state }) => state)).toEqual(SENTENCES.map(() => 'unchanged'));
    expect(checks[0]).toMatchObject({ locale: 'en', file: 'en.md', sentence: SENTENCES[0] });
  });

  test('says of a page that was not read, in each language, that it is missing', () => {
    const checks = checkSentences([page], SENTENCES.slice(0, 1), ['ru', 'en', 'it'], WORDS);
    expect(checks.map(({ locale, state }) => [locale, state])).toEqual([
      ['ru', 'page-missing'],
      ['en', 'unchanged'],
      ['it', 'page-missing'],
    ]);
  });

  test('checks each page of a language that was read', () => {
    const other = made(KETTLE.replace('The lid should', 'The lid must'), { file: 'other.md' });
    const checks = checkSentences([page, other], SENTENCES, ['en'], WORDS);
    expect(checks).toHaveLength(2 * SENTENCES.length);
    expect(checks.filter(({ state }) => state === 'changed').map(({ file }) => file)).toEqual(['other.md']);
  });

  test('tells a word that changed', () => {
    expect(check('The lid should', 'The lid must')).toEqual([
      'Remarks 1.3 changed Remarks, paragraph 1, sentence 3',
    ]);
  });

  test('tells where a sentence went, to another section too', () => {
    const moved = KETTLE.replace(' The lid should be shut.', '').replace(
      'cups](cups.md).',
      '$& The lid should be shut.',
    );
    expect(
      checkSentences([made(moved)], SENTENCES, ['en'], WORDS).filter(({ state }) => state !== 'unchanged'),
    ).toMatchObject([
      { state: 'moved', now: { place: { section: 'Next steps', paragraph: 1, sentence: 2 } } },
    ]);
  });

  test('tells that one vanished, and that those behind it moved up', () => {
    expect(check(' An empty kettle gets hot.', '')).toEqual([
      'Remarks 1.2 vanished',
      'Remarks 1.3 moved Remarks, paragraph 1, sentence 2',
    ]);
  });

  test('follows a sentence that changed and moved at once by its words', () => {
    expect(
      check('Fill the kettle before you boil it.', 'Stop! Fill the kettle before anybody boils it.'),
    ).toEqual([
      'Remarks 1.1 changed Remarks, paragraph 1, sentence 2',
      'Remarks 1.2 moved Remarks, paragraph 1, sentence 3',
      'Remarks 1.3 moved Remarks, paragraph 1, sentence 4',
    ]);
  });

  test('does not take a sentence about something else for a changed one', () => {
    expect(check('The lid should be shut.', 'Nobody knows why whales sing.')).toEqual([
      'Remarks 1.3 vanished',
    ]);
  });

  test('goes by the place alone where no words are on record', () => {
    expect(check('The lid should', 'The lid must', new Map())).toEqual([
      'Remarks 1.3 changed Remarks, paragraph 1, sentence 3',
    ]);
  });

  test('takes no sentence of the page for two', () => {
    const twice = [...SENTENCES.slice(0, 1), ...SENTENCES.slice(0, 1)];
    expect(checkSentences([page], twice, ['en'], WORDS).map(({ state }) => state)).toEqual([
      'unchanged',
      'vanished',
    ]);
  });
});
