import type { DocumentationCheck, RecordCheck } from '../../specs/documentation/documentation-check.js';
import { missingPages } from '../../specs/documentation/missing-pages.js';
import type { Locale } from '../../specs/rules/rule.js';
import type { TextStream } from '../terminal/style.js';
import type { DocumentationPart } from '../texts/documentation-check-texts.js';
import { filled } from '../texts/filled.js';
import { disagreementLines } from './disagreements-text.js';
import { heading } from './heading.js';
import { pageLines } from './pages-text.js';
import { placeIn } from './place-in.js';
import { printable } from './printable.js';
import { recordLines } from './record-lines.js';
import { tellingIn, type Telling } from './telling.js';

type State = RecordCheck['state'];

/** What `docs check` tells a person: page by page, then all that is not accounted for and what to do about it. */
export function documentationText(
  check: DocumentationCheck,
  stream: TextStream,
  locale: Locale = 'en',
): string {
  const telling = tellingIn(locale, stream);
  const of = (state: State): RecordCheck[] => check.record.filter((each) => each.state === state);
  const recorded = (state: Exclude<State, 'unchanged'>): string[] => {
    const here = of(state);
    return part(
      state,
      here.length,
      here.flatMap((each) => recordLines(each, telling)),
      telling,
    );
  };
  const lines = [
    ...pageLines(check, telling),
    ...recorded('changed'),
    ...recorded('vanished'),
    ...recorded('moved'),
    ...unaccountedLines(check, telling),
    ...missingLines(check, telling),
    ...disagreementLines(check, telling),
    '',
    summary(check, telling),
  ];
  return `${lines.join('\n')}\n`;
}

function part(name: DocumentationPart, count: number, lines: readonly string[], telling: Telling): string[] {
  if (count === 0) return [];
  const { titles, remedies } = telling.texts;
  return [...heading(titles[name], count, remedies[name], telling), ...lines];
}

function unaccountedLines({ unaccounted }: DocumentationCheck, telling: Telling): string[] {
  const lines = unaccounted.flatMap(({ file, place, text }) => [
    '',
    `  ${telling.label(printable(file), printable(placeIn(place, telling)))}`,
    `    ${telling.paint('green', printable(text))}`,
  ]);
  return part('unaccounted', unaccounted.length, lines, telling);
}

function missingLines({ record }: DocumentationCheck, telling: Telling): string[] {
  const lines = missingPages(record).map(
    ({ page, locale }) => `  ${filled(telling.texts.noPage, { page, locale })}`,
  );
  return part('page-missing', lines.length, lines, telling);
}

function summary(check: DocumentationCheck, { texts, label, paint }: Telling): string {
  const { accountedFor, record, unaccounted, structure, known } = check;
  if (accountedFor) return paint('green', texts.accountedFor);
  const count = (state: State): number => record.filter((each) => each.state === state).length;
  const parts = [
    ['changed', count('changed')],
    ['vanished', count('vanished')],
    ['moved', count('moved')],
    ['unaccounted', unaccounted.length],
    ['page-missing', missingPages(record).length],
    ['structure', structure.length],
    ['lookAgain', known.filter(({ state }) => state === 'look-again').length],
  ] as const;
  const said = parts.filter(([, number]) => number > 0).map(([what, number]) => texts.counts[what](number));
  return paint('red', label(texts.notAccountedFor, said.join(', ')));
}
