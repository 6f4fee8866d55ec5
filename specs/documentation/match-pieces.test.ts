import { describe, expect, test } from 'vitest';
import { wordFingerprint, wordsOf } from './fingerprint.js';
import { KETTLE, made } from './hand-made.js';
import { matchPieces } from './match-pieces.js';
import { placeText } from './place.js';
import { recordOf } from './recorded.js';
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

const RECORD = recordOf([{ id: 'KETTLE-01', restsOn: SENTENCES }], []);

/** What is not unchanged, when the page says something else. */
function check(from: string, to: string, words = WORDS): string[] {
  const changed = KETTLE.replace(from, to);
  expect(changed).not.toBe(KETTLE);
  return matchPieces(made(changed), RECORD, words)
    .matches.filter(({ state }) => state !== 'unchanged')
    .map((match) => {
      const { section, paragraph, sentence } = match.recorded.place;
      const now = match.state === 'vanished' ? '' : placeText(match.piece.place);
      return `${section} ${paragraph}.${sentence} ${match.state} ${now}`.trim();
    });
}

describe('matchPieces', () => {
  test('finds all of them unchanged in the page that they were recorded from', () => {
    const { matches } = matchPieces(page, RECORD, WORDS);
    expect(matches.map(({ state, recorded }) => [state, recorded])).toEqual(
      RECORD.map((recorded) => ['unchanged', recorded]),
    );
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
      matchPieces(made(moved), RECORD, WORDS).matches.filter(({ state }) => state !== 'unchanged'),
    ).toMatchObject([
      { state: 'moved', piece: { place: { section: 'Next steps', paragraph: 1, sentence: 2 } } },
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
    const twice = RECORD.slice(0, 1).flatMap((recorded) => [recorded, { ...recorded }]);
    expect(matchPieces(page, twice, WORDS).matches.map(({ state }) => state)).toEqual([
      'unchanged',
      'vanished',
    ]);
  });
});
