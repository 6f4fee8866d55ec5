import type { Locale } from '../rules/rule.js';
import type { Drift, KnownDisagreement, RecordCheck, StructuralDisagreement } from './documentation-check.js';
import type { LocaleDisagreement } from './locale-disagreement.js';
import { placeOf, placeText, samePlace, type Place } from './place.js';
import type { PublishedPage } from './published-page.js';

/** Of each language one page: Markdown before text. */
export function onePerLocale(pages: readonly PublishedPage[]): PublishedPage[] {
  const markdownFirst = [...pages].sort((a, b) => a.form.localeCompare(b.form));
  return markdownFirst.filter(
    (page, index) =>
      markdownFirst.findIndex((other) => other.page === page.page && other.locale === page.locale) === index,
  );
}

/** Where languages of a page differ in their numbers of paragraphs, sentences, rows or other pieces. */
export function structuralDisagreements(pages: readonly PublishedPage[]): StructuralDisagreement[] {
  const read = onePerLocale(pages);
  return [...new Set(read.map(({ page }) => page))].flatMap((name) => {
    const shapes = read.filter(({ page }) => page === name).map((page) => ({ page, shape: shapeOf(page) }));
    const places = new Map(
      shapes.flatMap(({ shape }) => [...shape].map(([where, { place }]) => [where, place])),
    );
    return [...places].flatMap(([where, place]) => {
      const counts = shapes.map(({ page, shape }) => [page.locale, shape.get(where)?.count ?? 0] as const);
      if (new Set(counts.map(([, count]) => count)).size < 2) return [];
      return [{ page: name, where, place, pieces: Object.fromEntries(counts) }];
    });
  });
}

/** How many pieces stand in each paragraph. What stands above the title, and what is taken in, is each language's own. */
function shapeOf({ pieces }: PublishedPage): ReadonlyMap<string, { place: Place; count: number }> {
  const shape = new Map<string, { place: Place; count: number }>();
  for (const piece of pieces) {
    const place = { ...piece.place, sentence: 1 };
    if (place.kind === 'front matter' || place.kind === 'include') continue;
    const where = placeText(place).replace(/, (?:sentence|column) 1$/, '');
    shape.set(where, { place, count: (shape.get(where)?.count ?? 0) + 1 });
  }
  return shape;
}

/** Pieces that changed in some languages and not in others. */
export function driftOf(checks: readonly RecordCheck[]): Drift[] {
  const places = checks.filter(
    (check, index) => checks.findIndex((other) => sameRecord(other, check)) === index,
  );
  return places.flatMap(({ page, place }) => {
    const here = checks.filter((other) => sameRecord(other, { page, place }));
    const changed = localesIn(here, 'changed', 'vanished');
    const unchanged = localesIn(here, 'unchanged', 'moved').filter((locale) => !changed.includes(locale));
    return changed.length > 0 && unchanged.length > 0 ? [{ page, place, changed, unchanged }] : [];
  });
}

/** Whether what is known of the languages' disagreements still holds. */
export function knownDisagreements(
  disagreements: readonly LocaleDisagreement[],
  checks: readonly RecordCheck[],
): KnownDisagreement[] {
  return disagreements.map(({ id, title, sentence, sides, reading, rules }) => {
    const place = placeOf(sentence);
    const here = checks.filter((other) => sameRecord(other, { page: sentence.page, place }));
    const seen = new Set(here.filter(({ state }) => state !== 'page-missing').map(({ locale }) => locale));
    const sidesSeen = sides.filter(({ locales }) => locales.some((locale) => seen.has(locale)));
    const changed = localesIn(here, 'changed', 'vanished');
    return {
      ...{ id, title, page: sentence.page, place, reading, rules: [...rules] },
      sides: sides.map(({ locales, says }) => ({ locales: [...locales], says })),
      state: changed.length > 0 ? 'look-again' : sidesSeen.length < 2 ? 'not-seen' : 'as-recorded',
    };
  });
}

function localesIn(checks: readonly RecordCheck[], ...states: RecordCheck['state'][]): Locale[] {
  return [...new Set(checks.filter(({ state }) => states.includes(state)).map(({ locale }) => locale))];
}

function sameRecord(one: Where, other: Where): boolean {
  return one.page === other.page && samePlace(one.place, other.place);
}

interface Where {
  readonly page: string;
  readonly place: Place;
}
