import type { DocumentationCheck, KnownDisagreement } from '../../specs/documentation/documentation-check.js';
import { placeText } from '../../specs/documentation/place.js';
import type { Colour } from '../terminal/style.js';
import { heading } from './heading.js';
import { printable } from './printable.js';

type Paint = (colour: Colour, text: string) => string;

const STATES: Readonly<Record<KnownDisagreement['state'], string>> = {
  'as-recorded': 'as it is on record',
  'look-again': 'to look at again: one of the sentences is not as it was',
  'not-seen': 'not seen: the languages that were read are all on one side',
};
const COLOURS: Readonly<Record<KnownDisagreement['state'], Colour>> = {
  'as-recorded': 'cyan',
  'look-again': 'red',
  'not-seen': 'gray',
};

/** Where the languages of a page disagree: in structure, by a change that not all of them made, and as it is known. */
export function disagreementLines(check: DocumentationCheck, paint: Paint): string[] {
  return [...structureLines(check, paint), ...driftLines(check, paint), ...knownLines(check, paint)];
}

function structureLines({ structure }: DocumentationCheck, paint: Paint): string[] {
  if (structure.length === 0) return [];
  return [
    ...heading(
      `Languages differ in structure: ${structure.length}`,
      'see which of them has what the others have not; a translation may only be late',
      paint,
    ),
    ...structure.map(({ where, pieces }) => {
      const counts = Object.entries(pieces).map(([locale, count]) => `${locale} ${count}`);
      return `  ${printable(where)}: ${counts.join(', ')}`;
    }),
  ];
}

function driftLines({ drift }: DocumentationCheck, paint: Paint): string[] {
  if (drift.length === 0) return [];
  return [
    ...heading(
      `Changed in some languages only: ${drift.length}`,
      'see whether they still say the same; if not, record the disagreement',
      paint,
    ),
    ...drift.map(
      ({ place, changed, unchanged }) =>
        `  ${printable(placeText(place))}: in ${changed.join(', ')}; not in ${unchanged.join(', ')}`,
    ),
  ];
}

function knownLines({ known }: DocumentationCheck, paint: Paint): string[] {
  if (known.length === 0) return [];
  return [
    '',
    paint('bold', `Known disagreements of the languages: ${known.length}`),
    ...known.flatMap(({ id, title, place, state, sides, reading, rules }) => [
      '',
      `  ${title} (${placeText(place)}): ${paint(COLOURS[state], STATES[state])}`,
      ...sides.map(({ locales, says }) => `    ${locales.join(', ')}: ${says}`),
      `    read as: ${reading}`,
      paint('gray', `    rests: ${rules.join(', ')} (${id})`),
    ]),
  ];
}
