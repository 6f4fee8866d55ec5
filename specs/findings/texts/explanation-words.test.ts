import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../rules/rule.js';
import { EXPLANATION_WORDS, placeInPage, sectionName } from './explanation-words.js';
import { SENTENCES } from '../../rules/iservervirtualdeviceset2-close.sentences.js';

const ENGLISH = EXPLANATION_WORDS.en;
const OTHERS = LOCALES.filter((locale) => locale !== 'en');

test.each(LOCALES)('%s: labels say something, end with a colon, and are told apart', (locale) => {
  const labels = Object.values(EXPLANATION_WORDS[locale].labels);
  for (const label of labels) expect(label).toMatch(/^\S.*\p{L}\u00a0?:$/u);
  expect(new Set(labels).size).toBe(labels.length);
});

describe.each(OTHERS)('%s', (locale) => {
  const words = EXPLANATION_WORDS[locale];

  test.each(Object.entries(words.labels))('%s is in that language', (key, label) => {
    expect(label).not.toBe(ENGLISH.labels[key as keyof typeof ENGLISH.labels]);
  });

  test('so is the rest', () => {
    expect(words.advice).toContain('SHOULD');
    expect(words.advice).not.toBe(ENGLISH.advice);
    expect(words.contradict).not.toBe(ENGLISH.contradict);
    expect(words.events([])).not.toBe(ENGLISH.events([]));
    expect(words.event(7, 'did')).not.toBe(ENGLISH.event(7, 'did'));
    for (const sentence of Object.values(SENTENCES))
      expect(placeInPage(sentence, locale)).not.toBe(placeInPage(sentence, 'en'));
  });
});

test.each(LOCALES)('%s: numbers are put in, and one event is not several', (locale) => {
  const { event, events, sentence, label } = EXPLANATION_WORDS[locale];
  expect(event(7, 'called Close')).toMatch(/ 7\u00a0?: called Close$/);
  expect(events([3, 4, 12])).toMatch(/ 3, 4, 12$/);
  expect(events([3])).toMatch(/ 3$/);
  // English was written so before there were other languages, and stays so.
  if (locale !== 'en') expect(events([3]).replace('3', '')).not.toBe(events([4, 5]).replace('4, 5', ''));
  expect(sentence('Remarks', 2, 3)).toMatch(/^Remarks, \p{L}+ 2, \p{L}+ 3$/u);
  expect(label('a', 'b')).toBe(locale === 'fr' ? 'a\u00a0: b' : 'a: b');
});

test('headings of the published pages are named as each language publishes them, those of others as they are', () => {
  expect(LOCALES.map((locale) => sectionName('Return Value', locale))).toEqual([
    'Return Value',
    'Возвращаемое значение',
    'Valeur de retour',
    'Valore restituito',
  ]);
  expect(sectionName('Close, Active State', 'it')).toBe('Close, Active State');
});
