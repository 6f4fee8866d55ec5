import { describe, expect, test } from 'vitest';
import { CONTRADICTIONS } from '../contradictions.js';
import { LOCALES } from '../rule.js';
import { contradictionTexts, fingerprintOfContradiction } from './contradiction-texts.js';
import { CONTRADICTIONS_FR } from './contradictions.fr.js';
import { CONTRADICTIONS_IT } from './contradictions.it.js';
import { CONTRADICTIONS_RU } from './contradictions.ru.js';

describe.each(Object.entries({ CONTRADICTIONS_RU, CONTRADICTIONS_FR, CONTRADICTIONS_IT }))(
  '%s',
  (_, translations) => {
    test('has every contradiction, and no other', () => {
      expect(Object.keys(translations).sort()).toEqual(CONTRADICTIONS.map(({ id }) => id).sort());
    });

    test.each(CONTRADICTIONS.map((contradiction) => [contradiction.id, contradiction] as const))(
      '%s is of the present English texts',
      (id, contradiction) => {
        expect(translations[id]?.madeFrom).toBe(fingerprintOfContradiction(contradiction));
      },
    );
  },
);

test.each(
  CONTRADICTIONS.flatMap((each) =>
    LOCALES.filter((locale) => locale !== 'en').map((locale) => [each.id, locale, each] as const),
  ),
)('%s says as much in %s as in English, and in that language', (_, locale, contradiction) => {
  const english = contradictionTexts(contradiction, 'en');
  const texts = contradictionTexts(contradiction, locale);
  for (const key of ['title', 'one', 'another', 'reading', 'reason'] as const) {
    expect(texts[key]).not.toBe('');
    expect(texts[key].trim()).toBe(texts[key]);
    // Some are nothing but a code of the interface.
    if (!/^[A-Z_]+\.$/.test(english[key])) expect(texts[key], key).not.toBe(english[key]);
  }
});
