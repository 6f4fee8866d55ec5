import { describe, expect, test } from 'vitest';
import { checkDocumentation } from '../../specs/documentation/check-documentation.js';
import { DOCS_CHECK_SCHEMA, type DocumentationCheck } from '../../specs/documentation/documentation-check.js';
import { made } from '../../specs/documentation/hand-made.js';
import { KINDS, placeText, type Place } from '../../specs/documentation/place.js';
import { KETTLE_RECORD, kettleIn } from '../../specs/documentation/testing/kettle-record.js';
import { LOCALES } from '../../specs/rules/rule.js';
import { documentationText } from './documentation-text.js';
import { placeIn } from './place-in.js';
import { tellingIn } from './telling.js';

const STREAM = { write: () => undefined };

/** Pages of which everything can be told: one language is missing, and of the others each has something else. */
function everything(): DocumentationCheck {
  const changed = made(kettleIn('en').replace('steam rises', 'the steam rises').replace('HRESULT', 'BOOL'), {
    file: 'en.md',
  });
  const moved = made(kettleIn('ru').replace(/ An empty \S+ gets hot\./, ''), { file: 'ru.md' });
  const more = made(kettleIn('fr').replace('be shut.', 'be shut. Mind it.'), { file: 'fr.md' });
  const pages = [changed, moved, more];
  const disagreements = KETTLE_RECORD.disagreements.map((each) => ({
    ...each,
    id: 'contradiction.resources-of-what',
  }));
  return {
    schema: DOCS_CHECK_SCHEMA,
    kit: { name: 'kit', version: '1' },
    ...checkDocumentation(pages, { ...KETTLE_RECORD, disagreements }, LOCALES),
    pages: pages.map(({ page, locale, form, file }) => ({ page, locale, form, file })),
    leftOut: [{ file: 'de.md', language: 'de' }],
  };
}

const linesIn = (locale: (typeof LOCALES)[number]): string[] =>
  documentationText(everything(), STREAM, locale).split('\n');
/** What stands in pages and names is the same in every language. */
const OF_PAGES =
  /^(?:|iservervirtualdeviceset2-close| {4}(?:\S.*the steam rises|Mind it|\[-|BOOL).*| {4}.*\{\+.*)$/;

describe.each(LOCALES.filter((locale) => locale !== 'en'))('in %s', (locale) => {
  test('nothing is told in English but what stands in pages', () => {
    const [lines, english] = [linesIn(locale), linesIn('en')];
    expect(lines).toHaveLength(english.length);
    expect(lines.filter((line, index) => line === english[index] && !OF_PAGES.test(line))).toEqual([]);
  });

  test('a known disagreement is told by the texts of its contradiction', () => {
    const text = linesIn(locale).join('\n');
    for (const english of ['the kettle’s', 'the water’s', 'Whose steam', 'The water’s.'])
      expect(text).not.toContain(english);
  });
});

test('of a page that is not there the end tells one, as its part does, and not each of its sentences', () => {
  const lines = linesIn('en');
  expect(lines).toContain('Not looked at: 1');
  expect(lines.at(-2)).toMatch(/, 1 page not looked at,/);
});

test('places are told as documents for programs have them, in English, and everywhere with their numbers', () => {
  const places = KINDS.flatMap((kind): Place[] =>
    [1, 7].map((sentence) => ({ section: 'Remarks', kind, paragraph: 5, sentence })),
  );
  for (const place of places) {
    expect(placeIn(place, tellingIn('en', STREAM))).toBe(placeText(place));
    const numbers = placeText(place).match(/\d/g);
    for (const locale of LOCALES)
      expect(placeIn(place, tellingIn(locale, STREAM)).match(/\d/g)).toEqual(numbers);
  }
});
