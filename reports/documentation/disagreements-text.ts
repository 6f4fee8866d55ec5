import type { DocumentationCheck, KnownDisagreement } from '../../specs/documentation/documentation-check.js';
import type { Colour } from '../terminal/style.js';
import { filled } from '../texts/filled.js';
import { heading } from './heading.js';
import { disagreementIn } from './disagreement-in.js';
import { aroundIn, placeIn } from './place-in.js';
import { printable } from './printable.js';
import type { Telling } from './telling.js';

const COLOURS: Readonly<Record<KnownDisagreement['state'], Colour>> = {
  'as-recorded': 'cyan',
  'look-again': 'red',
  'not-seen': 'gray',
};

/** Where the languages of a page disagree: in structure, by a change that not all of them made, and as it is known. */
export function disagreementLines(check: DocumentationCheck, telling: Telling): string[] {
  return [...structureLines(check, telling), ...driftLines(check, telling), ...knownLines(check, telling)];
}

function structureLines({ structure }: DocumentationCheck, telling: Telling): string[] {
  const { titles, remedies } = telling.texts;
  if (structure.length === 0) return [];
  return [
    ...heading(titles.structure, structure.length, remedies.structure, telling),
    ...structure.map(({ place, pieces }) => {
      const counts = Object.entries(pieces).map(([locale, count]) => `${locale} ${count}`);
      return `  ${telling.label(printable(aroundIn(place, telling)), counts.join(', '))}`;
    }),
  ];
}

function driftLines({ drift }: DocumentationCheck, telling: Telling): string[] {
  const { titles, remedies, driftIn } = telling.texts;
  if (drift.length === 0) return [];
  return [
    ...heading(titles.drift, drift.length, remedies.drift, telling),
    ...drift.map(({ place, changed, unchanged }) => {
      const languages = filled(driftIn, { changed: changed.join(', '), unchanged: unchanged.join(', ') });
      return `  ${telling.label(printable(placeIn(place, telling)), languages)}`;
    }),
  ];
}

function knownLines({ known }: DocumentationCheck, telling: Telling): string[] {
  const { texts, paint, label, locale } = telling;
  if (known.length === 0) return [];
  return [
    '',
    paint('bold', label(texts.titles.known, known.length)),
    ...known.flatMap((each) => {
      const { title, sides, reading } = disagreementIn(each, locale);
      const { id, place, state, rules } = each;
      return [
        '',
        `  ${label(`${title} (${placeIn(place, telling)})`, paint(COLOURS[state], texts.states[state]))}`,
        ...sides.map(({ locales, says }) => `    ${label(locales.join(', '), says)}`),
        `    ${label(texts.readAs, reading)}`,
        paint('gray', `    ${label(texts.rests, `${rules.join(', ')} (${id})`)}`),
      ];
    }),
  ];
}
