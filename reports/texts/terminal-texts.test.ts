import { describe, expect, test } from 'vitest';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import { LOCALES, type Locale } from '../../specs/rules/rule.js';
import { TERMINAL_TEXTS } from './terminal-texts.js';
import { REPORT_TEXTS } from './texts.js';

/** Texts that another language may have in common with English, by what leads to them. */
const SAME: Readonly<Record<Exclude<Locale, 'en'>, readonly string[]>> = {
  ru: [],
  fr: [
    ...[
      'heading.labels.instance',
      'heading.labels.client',
      'subjects.interface',
      'subjects.client',
      'comparison.aspects.kit',
    ],
    ...['builds.columns.documents', 'reports.names.page', 'reports.names.badge', 'reports.names.document'],
    'documentationCheck.pieces.code',
    ...['signature', 'configuration', 'verdict', 'documentation'].map((thing) => `verify.things.${thing}`),
  ],
  // Seconds are written alike, and "in" is a word of both.
  it: [
    ...[
      'run.within',
      'heading.labels.client',
      'subjects.client',
      'comparison.aspects.kit',
      'comparison.aspects.build',
    ],
    'reports.names.badge',
    'verify.labels.server',
  ],
};

type Leaf = string | ((...numbers: number[]) => string);

/** Every text with what leads to it. */
function leaves(of: object, at = ''): [path: string, leaf: Leaf][] {
  return Object.entries(of).flatMap(([key, value]: [string, Leaf | object]) =>
    typeof value === 'object' ? leaves(value, `${at}${key}.`) : [[`${at}${key}`, value]],
  );
}

const ENGLISH = new Map(leaves(TERMINAL_TEXTS.en));
/** Numbers that languages have different words for. */
const NUMBERS = [0, 1, 2, 5, 11, 21, 22, 50];
const said = (leaf: Leaf): string[] => (typeof leaf === 'string' ? [leaf] : NUMBERS.map((n) => leaf(n, 51)));
const words = (text: string): string[] => (text.match(/\{\w*\}/g) ?? []).sort();

describe.each(LOCALES)('%s', (locale) => {
  const texts = leaves(TERMINAL_TEXTS[locale]);

  test('has every text, and no other', () => {
    expect(texts.map(([path]) => path).sort()).toEqual([...ENGLISH.keys()].sort());
  });

  test.each(texts)('%s says something, with the same put in as in English', (path, leaf) => {
    const english = said(ENGLISH.get(path)!);
    said(leaf).forEach((text, index) => {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect(words(text)).toEqual(words(english[index]!));
      if (typeof leaf === 'function') expect(text).toContain(String(NUMBERS[index]));
    });
    if (locale !== 'en' && !SAME[locale].includes(path)) expect(said(leaf)).not.toEqual(english);
  });
});

test('one rule is not several', () => {
  expect(LOCALES.map((locale) => TERMINAL_TEXTS[locale].run.rules(1))).toEqual([
    '1 rule',
    '1 правило',
    '1 règle',
    '1 regola',
  ]);
  expect(LOCALES.map((locale) => TERMINAL_TEXTS[locale].run.rules(51))).toEqual([
    '51 rules',
    '51 правило',
    '51 règles',
    '51 regole',
  ]);
  const { it } = TERMINAL_TEXTS;
  expect(it.run.othersNotAskedFor(1, 17)).toMatch(/^per 1 regola su 17: /);
  expect(it.run.othersNotAskedFor(2, 17)).toMatch(/^per 2 regole su 17: /);
});

test('times have the decimal sign of the language', () => {
  expect(LOCALES.map((locale) => TERMINAL_TEXTS[locale].run.seconds(2.25))).toEqual([
    '2.3 s',
    '2,3 с',
    '2,3 s',
    '2,3 s',
  ]);
});

test.each(['ru', 'fr', 'it'] as const)(
  '%s: a terminal names headings of pages as the page does',
  (locale) => {
    expect(EXPLANATION_WORDS[locale].sections).toEqual(REPORT_TEXTS[locale].sections);
  },
);
