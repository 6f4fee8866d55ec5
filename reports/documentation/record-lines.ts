import type { RecordCheck } from '../../specs/documentation/documentation-check.js';
import { placeIn } from './place-in.js';
import { printable } from './printable.js';
import type { Telling } from './telling.js';
import { wordsText } from './words-text.js';

/** One that is not as it is on record: where, what became of it, and what rests on it. */
export function recordLines(check: RecordCheck, telling: Telling): string[] {
  const { file = '', place, now, was, state, changes, rules, exemption } = check;
  const { paint, label, texts } = telling;
  const at = placeIn(place, telling);
  const to = now === undefined ? at : placeIn(now.place, telling);
  const rests =
    rules.length > 0 ? label(texts.rests, rules.join(', ')) : label(texts.needsNoRule, exemption ?? '');
  const said = changes === undefined ? printable(now?.text ?? '') : wordsText(changes, telling);
  return [
    '',
    `  ${label(printable(file), printable(to === at ? at : `${at} -> ${to}`))}`,
    ...(state === 'changed' ? [`    ${said}`] : []),
    ...(state === 'vanished' && was !== undefined ? [paint('red', `    [-${printable(was)}-]`)] : []),
    paint('gray', `    ${rests}`),
  ];
}
