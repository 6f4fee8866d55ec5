import type { DocumentationCheck, RecordCheck } from '../../specs/documentation/documentation-check.js';
import { placeText } from '../../specs/documentation/place.js';
import { painter, type Colour, type TextStream } from '../terminal/style.js';
import { disagreementLines } from './disagreements-text.js';
import { heading } from './heading.js';
import { pageLines } from './pages-text.js';
import { printable } from './printable.js';
import { recordLines } from './record-lines.js';

type Paint = (colour: Colour, text: string) => string;
type State = RecordCheck['state'];

const TITLES: Readonly<Record<Exclude<State, 'unchanged'>, string>> = {
  changed: 'Changed',
  vanished: 'Vanished',
  moved: 'Moved',
  'page-missing': 'Not looked at',
};

/** What to do about each state. */
const REMEDIES: Readonly<Record<Exclude<State, 'unchanged'>, string>> = {
  changed:
    'read each sentence anew: what it demands now, and whether its rules still say so; then take over its fingerprint',
  vanished: 'find out whether its rules still rest on anything; a rule that does not is to be withdrawn',
  moved: 'see whether it means the same where it stands now; then take over its position',
  'page-missing': 'name with --locale the languages that you have, or a folder that has the others too',
};

/** What `docs check` tells a person: page by page, then all that is not accounted for and what to do about it. */
export function documentationText(check: DocumentationCheck, stream: TextStream): string {
  const paint = painter(stream);
  const of = (state: State): RecordCheck[] => check.record.filter((each) => each.state === state);
  const lines = [
    ...pageLines(check, paint),
    ...part('changed', of('changed'), paint),
    ...part('vanished', of('vanished'), paint),
    ...part('moved', of('moved'), paint),
    ...unaccountedLines(check, paint),
    ...missingLines(of('page-missing'), paint),
    ...disagreementLines(check, paint),
    '',
    summary(check, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function part(state: Exclude<State, 'unchanged'>, checks: readonly RecordCheck[], paint: Paint): string[] {
  if (checks.length === 0) return [];
  return [
    ...heading(`${TITLES[state]}: ${checks.length}`, REMEDIES[state], paint),
    ...checks.flatMap((check) => recordLines(check, paint)),
  ];
}

function unaccountedLines({ unaccounted }: DocumentationCheck, paint: Paint): string[] {
  if (unaccounted.length === 0) return [];
  return [
    ...heading(
      `Not accounted for: ${unaccounted.length}`,
      'rest a rule on it, or record an exemption with the reason why none is needed',
      paint,
    ),
    ...unaccounted.flatMap(({ file, place, text }) => [
      '',
      `  ${printable(file)}: ${printable(placeText(place))}`,
      `    ${paint('green', printable(text))}`,
    ]),
  ];
}

function missingLines(checks: readonly RecordCheck[], paint: Paint): string[] {
  if (checks.length === 0) return [];
  const pages = [
    ...new Set(checks.map(({ page, locale }) => `  ${page}, ${locale}: there is no such page here`)),
  ];
  return [
    ...heading(`${TITLES['page-missing']}: ${pages.length}`, REMEDIES['page-missing'], paint),
    ...pages,
  ];
}

function summary(
  { accountedFor, record, unaccounted, structure, known }: DocumentationCheck,
  paint: Paint,
): string {
  if (accountedFor) return paint('green', 'everything is accounted for');
  const count = (state: State): number => record.filter((each) => each.state === state).length;
  const parts = [
    [count('changed'), 'changed'],
    [count('vanished'), 'vanished'],
    [count('moved'), 'moved'],
    [unaccounted.length, 'without rule or exemption'],
    [count('page-missing'), 'not looked at'],
    [structure.length, 'places where the languages differ in structure'],
    [known.filter(({ state }) => state === 'look-again').length, 'known disagreements to look at again'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return paint('red', `not accounted for: ${said.join(', ')}`);
}
