import { describe, expect, test } from 'vitest';
import { RULES } from '../catalogue.js';
import { LOCALES } from '../rule.js';
import { FR } from './fr.js';
import { IT } from './it.js';
import { RU } from './ru.js';
import { fingerprintOfTexts, textsOf } from './rule-texts.js';

describe.each(Object.entries({ RU, FR, IT }))('%s', (_, translations) => {
  test('has every rule, and no other', () => {
    expect(Object.keys(translations).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s is of the present English texts',
    (id, rule) => {
      expect(translations[id]?.madeFrom).toBe(fingerprintOfTexts(rule));
    },
  );
});

test.each(RULES.flatMap((rule) => LOCALES.map((locale) => [rule.id, locale, rule] as const)))(
  '%s says as much in %s as in English, and in that language',
  (_, locale, rule) => {
    const texts = textsOf(rule, locale);
    const all = [
      texts.title,
      texts.statement,
      texts.provoked,
      texts.lookedAt,
      ...texts.usualCauses,
      ...texts.adds,
    ];
    for (const text of all) expect(text.trim()).toBe(text);
    for (const text of all) expect(text).not.toBe('');
    expect(texts.usualCauses.length).toBe(rule.usualCauses.length);
    expect(texts.adds.length).toBe(rule.leansOn.length);
    expect(texts.reading === undefined).toBe(rule.reading === undefined);
    if (locale === 'en') return;
    for (const key of ['title', 'statement', 'provoked', 'lookedAt'] as const)
      expect(texts[key]).not.toBe(rule[key]);
  },
);
