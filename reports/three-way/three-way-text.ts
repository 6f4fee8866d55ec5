import type { Verdict } from '../../specs/findings/finding.js';
import { verdictSchema } from '../../specs/findings/finding.js';
import type { Locale } from '../../specs/rules/rule.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { COLOUR_OF, painter, type TextStream } from '../terminal/style.js';
import { threeWayTable, type ThreeWayTable } from './table.js';
import type { ThreeWayView } from './three-way-view.js';

/** From how many runs it is, and how many it does not speak of. */
export function runsText({ runs, withFault }: ThreeWayView, locale: Locale): string {
  const words = TERMINAL_TEXTS[locale].builds;
  return withFault === 0 ? words.runs(runs) : `${words.runs(runs)} (${words.leftOut(withFault)})`;
}

/** The view as a person at a terminal sees it. */
export function threeWayText(view: ThreeWayView, stream: TextStream, locale: Locale = 'en'): string {
  const paint = painter(stream);
  const { departures } = TERMINAL_TEXTS[locale].builds;
  const tables = view.parts.map((part) => tableText(threeWayTable(part, locale), departures, paint));
  return [...tables.flat(), runsText(view, locale), ''].join('\n');
}

function tableText(
  table: ThreeWayTable,
  departuresTitle: string,
  paint: ReturnType<typeof painter>,
): string[] {
  const { header, rows, builds, contradictions, departures } = table;
  const widths = header.map((_, at) => Math.max(...[header, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => coloured(cell, cell.padEnd(widths[at] ?? 0), paint))
      .join('  ')
      .trimEnd();
  return [
    paint('bold', table.title),
    line(header),
    ...rows.map(line),
    '',
    ...builds,
    ...contradictions,
    ...(departures.length === 0 ? [] : ['', paint('bold', departuresTitle)]),
    ...departures.flatMap(({ found, places }) => [found, ...places.map((place) => `  ${place}`)]),
    '',
  ];
}

/** A cell that begins with a verdict has its colour. */
function coloured(cell: string, padded: string, paint: ReturnType<typeof painter>): string {
  const [first = ''] = cell.split(' ');
  return isVerdict(first) ? paint(COLOUR_OF[first], padded) : padded;
}

function isVerdict(word: string): word is Verdict {
  return verdictSchema.safeParse(word).success;
}
