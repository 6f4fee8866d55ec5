import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../specs/rules/rule.js';
import { filled } from './filled.js';
import { plural } from './plural.js';
import { REPORT_TEXTS } from './texts.js';

/** Texts that another language may have in common with English, by what leads to them. */
const SAME: Readonly<Record<Exclude<Locale, 'en'>, readonly string[]>> = {
  // The published Russian page has left this heading in English.
  ru: ['facts.sha256', 'facts.sqlServer', 'subjects.engine', 'sections.Remarks'],
  fr: [
    ...['facts.sha256', 'facts.sqlServer', 'subjects.engine', 'facts.kit', 'facts.instance', 'facts.version'],
    ...['facts.seconds', 'sections.lead', 'run.verdict', 'trend.verdict', 'find.verdict'],
  ],
  it: ['facts.sha256', 'facts.sqlServer', 'subjects.engine', 'facts.kit', 'facts.seconds'],
};

type Leaf = string | ((...numbers: number[]) => string);

/** Every text with what leads to it. */
function leaves(of: object, at = ''): [path: string, leaf: Leaf][] {
  return Object.entries(of).flatMap(([key, value]: [string, Leaf | object]) =>
    typeof value === 'object' ? leaves(value, `${at}${key}.`) : [[`${at}${key}`, value]],
  );
}

const ENGLISH = new Map(leaves(REPORT_TEXTS.en));
/** Numbers that languages have different words for. */
const NUMBERS = [0, 1, 2, 5, 11, 21, 22, 1_234_567];

const said = (leaf: Leaf): string[] =>
  typeof leaf === 'string' ? [leaf] : NUMBERS.map((n) => leaf(n, n + 1));
const words = (text: string): string[] => (text.match(/\{\w*\}/g) ?? []).sort();

describe.each(LOCALES)('%s', (locale) => {
  const texts = leaves(REPORT_TEXTS[locale]);

  test('has every text, and no other', () => {
    expect(texts.map(([path]) => path).sort()).toEqual([...ENGLISH.keys()].sort());
  });

  test.each(texts)('%s says something, with the same put in as in English', (path, leaf) => {
    const english = ENGLISH.get(path)!;
    expect(typeof leaf).toBe(typeof english);
    said(leaf).forEach((text, index) => {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect(words(text)).toEqual(words(said(english)[index]!));
    });
  });

  test.each(texts.filter(([, leaf]) => typeof leaf === 'function'))('%s names its numbers', (_, leaf) => {
    // Of one the words may be enough.
    for (const n of NUMBERS.slice(2))
      expect((leaf as (n: number, m: number) => string)(n, n + 1).replace(/\D/g, '')).toContain(String(n));
  });
});

describe.each(['ru', 'fr', 'it'] as const)('%s', (locale) => {
  test.each(leaves(REPORT_TEXTS[locale]))('%s is in that language', (path, leaf) => {
    if (!SAME[locale].includes(path)) expect(said(leaf)).not.toEqual(said(ENGLISH.get(path)!));
  });
});

test('a language says itself what it is called', () => {
  expect(LOCALES.map((locale) => REPORT_TEXTS[locale].languageName)).toEqual([
    'English',
    'Русский',
    'Français',
    'Italiano',
  ]);
});

test('numbers decide the words, and are written as the language writes them', () => {
  const forms = { one: '{n} правило', few: '{n} правила', many: '{n} правил', other: '{n} правила' };
  expect([1, 3, 5, 21].map((n) => plural('ru', n, forms))).toEqual([
    '1 правило',
    '3 правила',
    '5 правил',
    '21 правило',
  ]);
  expect(plural('en', 1234, { other: '{n} rules' })).toBe('1,234 rules');
});

test('a word that nothing was given for is no text', () => {
  expect(filled('{shown} of {all}', { shown: 1, all: 2 })).toBe('1 of 2');
  expect(() => filled('{shown} of {all}', { shown: 1 })).toThrow('{all}');
});
