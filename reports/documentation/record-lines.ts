import type { RecordCheck } from '../../specs/documentation/documentation-check.js';
import { placeText } from '../../specs/documentation/place.js';
import type { Colour } from '../terminal/style.js';
import { printable } from './printable.js';
import { wordsText } from './words-text.js';

/** One that is not as it is on record: where, what became of it, and what rests on it. */
export function recordLines(check: RecordCheck, paint: (colour: Colour, text: string) => string): string[] {
  const { file = '', place, now, was, state, changes, rules, exemption } = check;
  const to =
    now === undefined || placeText(now.place) === placeText(place) ? '' : ` -> ${placeText(now.place)}`;
  const rests = rules.length > 0 ? `rests: ${rules.join(', ')}` : `needs no rule: ${exemption ?? ''}`;
  const said = changes === undefined ? printable(now?.text ?? '') : wordsText(changes, paint);
  return [
    '',
    `  ${printable(file)}: ${printable(placeText(place) + to)}`,
    ...(state === 'changed' ? [`    ${said}`] : []),
    ...(state === 'vanished' && was !== undefined ? [paint('red', `    [-${printable(was)}-]`)] : []),
    paint('gray', `    ${rests}`),
  ];
}
