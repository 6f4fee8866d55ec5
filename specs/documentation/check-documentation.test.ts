import { describe, expect, test } from 'vitest';
import { checkDocumentation, type CheckResult } from './check-documentation.js';
import { KETTLE, made } from './hand-made.js';
import { KETTLE_RECORD, kettleIn } from './testing/kettle-record.js';
import { placeText } from './place.js';
import { LOCALES, type Locale } from '../rules/rule.js';

type Edit = (content: string) => string;

/** The kettle's pages in all languages, some of them edited. */
function pages(edits: Partial<Record<Locale, Edit>> = {}) {
  return LOCALES.map((locale) => made((edits[locale] ?? String)(kettleIn(locale)), { file: `${locale}.md` }));
}

const check = (edits: Partial<Record<Locale, Edit>> = {}): CheckResult =>
  checkDocumentation(pages(edits), KETTLE_RECORD, LOCALES);

/** What is not unchanged. */
const told = ({ record }: CheckResult): string[] =>
  record
    .filter(({ state }) => state !== 'unchanged')
    .map(({ locale, state, place }) => `${locale} ${state} ${placeText(place)}`);

const replace =
  (from: string, to: string): Edit =>
  (content) => {
    if (!content.includes(from)) throw new Error(`the page has no "${from}"`);
    return content.replace(from, to);
  };

describe('checkDocumentation', () => {
  test('accounts for everything in pages that are as they were', () => {
    const result = check();
    expect(told(result)).toEqual([]);
    expect(result).toMatchObject({ accountedFor: true, unaccounted: [], structure: [], drift: [] });
    expect(result.known).toMatchObject([{ id: 'contradiction.steam', state: 'as-recorded' }]);
    expect(
      result.record.map(({ rules, exemption }) => rules.length > 0 || exemption !== undefined),
    ).not.toContain(false);
  });

  test('does not mind what the front matter says, nor which products are named, nor whether they are', () => {
    const edit: Edit = (content) =>
      content.replace('01/02/2003', '09/09/2099').replace(/^\[!INCLUDE.*$/m, '');
    expect(check({ en: edit, fr: edit }).accountedFor).toBe(true);
  });

  test('tells a word that changed in one language, and that the others may say something else now', () => {
    const result = check({ it: replace('The lid should', 'The lid must') });
    expect(told(result)).toEqual(['it changed Remarks, paragraph 1, sentence 3']);
    expect(result.record.find(({ state }) => state === 'changed')).toMatchObject({
      rules: ['KETTLE-01'],
      changes: [
        { kind: 'same', words: ['The', 'lid'] },
        { kind: 'gone', at: 3, words: [null] },
        { kind: 'new', words: ['must'] },
        { kind: 'same', words: ['be', 'shut.'] },
      ],
    });
    expect(result.drift).toMatchObject([{ changed: ['it'], unchanged: ['en', 'ru', 'fr'] }]);
    expect(result.accountedFor).toBe(false);
  });

  test('tells words that are gone from an older copy, and the whole of what vanished', () => {
    const edit: Edit = (content) =>
      content.replace('should be', 'must be').replace(' An empty kettle gets hot.', '');
    const result = checkDocumentation(pages({ en: edit }), KETTLE_RECORD, LOCALES, pages());
    const of = (state: string) => result.record.find((each) => each.state === state);
    expect(of('changed')?.changes).toContainEqual({ kind: 'gone', at: 3, words: ['should'] });
    expect(of('changed')?.was).toBe('The lid should be shut.');
    expect(of('vanished')?.was).toBe('An empty kettle gets hot.');
  });

  test.each([
    ['a sentence', replace('hot. ', 'hot. Mind it. '), 'Remarks, paragraph 1, sentence 3'],
    [
      'a sentence where all else is exempt',
      replace('cups.md).', 'cups.md). Mind it.'),
      'Next steps, paragraph 1, sentence 2',
    ],
    ['a row', replace('found. |', 'found. |\n| E_HOT | Mind it. |'), 'Return Value, row 2, explanation'],
    [
      'a file that is taken in',
      replace('## Next', '[!INCLUDE [more](more.md)]\n\n## Next'),
      'Remarks, include 1',
    ],
    ['HTML', replace('## Next', '<div>Mind it.</div>\n\n## Next'), 'Remarks, markup 1'],
    ['a second front matter', replace('## Next', '---\nMind: it\n---\n\n## Next'), null],
  ])('finds %s that neither rule nor exemption accounts for', (_, edit, where) => {
    const result = check({ en: edit, ru: edit, fr: edit, it: edit });
    expect(result.accountedFor).toBe(false);
    const places = result.unaccounted.map(({ place }) => placeText(place));
    if (where !== null) expect(places.filter((place) => place === where)).toHaveLength(4);
    expect(places.length).toBeGreaterThan(3);
    expect(result.structure).toEqual([]);
  });

  test('does not let the value beside an explanation change', () => {
    expect(told(check({ ru: replace('E_EMPTY', 'E_FULL') }))).toEqual([
      'ru changed Return Value, row 1, value',
    ]);
  });

  test('looks again at what was exempt, when it changed', () => {
    expect(told(check({ fr: replace('HRESULT', 'BOOL') }))).toEqual(['fr changed Syntax, code 1']);
  });

  test('says where the languages differ in structure', () => {
    const { structure, accountedFor } = check({ ru: replace(' The lid should', '\n\nThe lid should') });
    expect(structure).toEqual([
      {
        page: 'iservervirtualdeviceset2-close',
        where: 'Remarks, paragraph 1',
        place: { section: 'Remarks', kind: 'sentence', paragraph: 1, sentence: 1 },
        pieces: { en: 3, ru: 2, fr: 3, it: 3 },
      },
      {
        page: 'iservervirtualdeviceset2-close',
        where: 'Remarks, paragraph 2',
        place: { section: 'Remarks', kind: 'sentence', paragraph: 2, sentence: 1 },
        pieces: { en: 2, ru: 1, fr: 2, it: 2 },
      },
      {
        page: 'iservervirtualdeviceset2-close',
        where: 'Remarks, paragraph 3',
        place: { section: 'Remarks', kind: 'sentence', paragraph: 3, sentence: 1 },
        pieces: { en: 0, ru: 2, fr: 0, it: 0 },
      },
    ]);
    expect(accountedFor).toBe(false);
  });

  test('looks again at a disagreement that is known, when one of its sentences changed', () => {
    const result = check({ it: replace('when steam rises', 'when the water steams') });
    expect(result.known).toMatchObject([{ state: 'look-again' }]);
  });

  test('says which languages are missing, and goes by those that were asked for', () => {
    const [english] = pages();
    if (english === undefined) throw new Error('no page');
    const missing = checkDocumentation([english], KETTLE_RECORD, ['en', 'ru']);
    expect(missing.accountedFor).toBe(false);
    expect(new Set(missing.record.map(({ locale, state }) => `${locale} ${state}`))).toEqual(
      new Set(['en unchanged', 'ru page-missing']),
    );
    const asked = checkDocumentation([english], KETTLE_RECORD, ['en']);
    expect(asked).toMatchObject({ accountedFor: true, known: [{ state: 'not-seen' }] });
  });

  test('checks each page of a language that was read', () => {
    const other = made(KETTLE.replace('The lid should', 'The lid must'), { file: 'other.md' });
    const { record } = checkDocumentation([...pages(), other], KETTLE_RECORD, ['en']);
    expect(record.filter(({ state }) => state === 'changed').map(({ file }) => file)).toEqual(['other.md']);
    expect(record.filter(({ file }) => file === 'en.md')).toHaveLength(record.length / 2);
  });

  test('never finds nothing at all accounted for', () => {
    expect(checkDocumentation([], KETTLE_RECORD, []).accountedFor).toBe(false);
  });
});
