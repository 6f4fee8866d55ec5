import { LOCALES, type Locale } from '../rules/rule.js';
import { wordFingerprint, wordsOf } from './fingerprint.js';
import { onePerLocale } from './locales-agree.js';
import { samePlace, type Place } from './place.js';
import type { Piece, PublishedPage } from './published-page.js';
import type { Exemption } from './recorded.js';

/** What a page has on record, as lines of the data files in specs/rules. */
export interface RecordText {
  readonly sentences: readonly string[];
  readonly exemptions: readonly string[];
  readonly words: readonly string[];
}

/** A place, and the fingerprint that each language that was read has there. */
interface InAllLocales {
  readonly place: Place;
  readonly fingerprint: Partial<Record<Locale, string>>;
}

/**
 * The data that the pages as they are now would have on record. Whoever takes it over has read what changed.
 * @param nameOf the name that a sentence with this fingerprint has, or, if it has none, the one at its place.
 */
export function recordText(
  pages: readonly PublishedPage[],
  exemptions: readonly Exemption[],
  nameOf: (fingerprints: readonly string[], place: Place) => string | undefined,
): RecordText {
  const read = onePerLocale(pages);
  const all = inAllLocales(read);
  const reasonOf = ({ place, fingerprint }: InAllLocales): string | undefined =>
    exemptions.find(
      (exempt) =>
        samePlace(exempt.place, place) ||
        LOCALES.some(
          (locale) => exempt.fingerprint !== undefined && exempt.fingerprint[locale] === fingerprint[locale],
        ),
    )?.reason;
  const isExempt = (each: InAllLocales): boolean => reasonOf(each) !== undefined;
  return {
    sentences: all
      .filter((each) => !isExempt(each))
      .map(({ place, fingerprint }, index) => {
        const name = nameOf(Object.values(fingerprint), place) ?? `unnamed${index + 1}`;
        const { section, paragraph, sentence } = place;
        return `${name}: sentence(${quoted(section)}, ${paragraph}, ${sentence}, ${object(fingerprint)}),`;
      }),
    exemptions: all.filter(isExempt).map((each) => {
      const { section, kind, paragraph, sentence } = each.place;
      const start = `exempt(${quoted(section)}, ${quoted(kind)}, [${paragraph}, ${sentence}], ${quoted(reasonOf(each) ?? '')}`;
      return `${start}${says(each) ? `, ${object(each.fingerprint)}` : ''}),`;
    }),
    words: wordLines(read),
  };
}

/** What the front matter and an include say is on no record. */
function says({ place: { kind } }: { readonly place: Place }): boolean {
  return kind !== 'front matter' && kind !== 'include';
}

function inAllLocales(pages: readonly PublishedPage[]): InAllLocales[] {
  const places = pages.flatMap(({ pieces }) => pieces.map(({ place }) => place));
  const once = places.filter((place, i) => places.findIndex((other) => samePlace(other, place)) === i);
  return once.map((place) => {
    const fingerprints = LOCALES.flatMap((locale) => {
      const { pieces = [] } = pages.find((page) => page.locale === locale) ?? {};
      const piece = pieces.find((each) => samePlace(each.place, place));
      return piece === undefined ? [] : [[locale, piece.fingerprint] as const];
    });
    return { place, fingerprint: Object.fromEntries(fingerprints) };
  });
}

/** Of each text once: its fingerprint, and those of its words. */
function wordLines(pages: readonly PublishedPage[]): string[] {
  const line = ({ text, fingerprint }: Piece): string =>
    quoted([fingerprint, ...wordsOf(text).map(wordFingerprint)].join(' '));
  const inOrder = LOCALES.flatMap((locale) => pages.filter((page) => page.locale === locale));
  const lines = inOrder.flatMap(({ pieces }) => pieces.filter(says).map(line));
  return [...new Set(lines)].map((each) => `${each},`);
}

function object(fingerprint: InAllLocales['fingerprint']): string {
  const entries = Object.entries(fingerprint).map(([locale, value]) => `${locale}: ${quoted(value)}`);
  return `{ ${entries.join(', ')} }`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
