import { isDeepStrictEqual } from 'node:util';
import type { KnownDisagreement } from '../../specs/documentation/documentation-check.js';
import { contradictionById } from '../../specs/rules/contradictions.js';
import type { Locale } from '../../specs/rules/rule.js';
import { contradictionTexts } from '../../specs/rules/texts/contradiction-texts.js';

/**
 * What a known disagreement says in another language than English: the texts of the contradiction that it is, whose places say
 * what its sides say. In English as it is on record, and so where there is no such contradiction.
 */
export function disagreementIn(
  known: KnownDisagreement,
  locale: Locale,
): Pick<KnownDisagreement, 'title' | 'sides' | 'reading'> {
  const contradiction = contradictionById(known.id);
  if (locale === 'en' || contradiction === undefined) return known;
  const { title, reading, ...says } = contradictionTexts(contradiction, locale);
  const sides = known.sides.map((side) => {
    const place = (['one', 'another'] as const).find((which) =>
      isDeepStrictEqual(contradiction[which].locales, side.locales),
    );
    return place === undefined ? side : { ...side, says: says[place] };
  });
  return { title, reading, sides };
}
