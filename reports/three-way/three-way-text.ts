import type { Verdict } from '../../specs/findings/finding.js';
import { verdictSchema } from '../../specs/findings/finding.js';
import { COLOUR_OF, painter, type TextStream } from '../terminal/style.js';
import { threeWayTable, type ThreeWayTable } from './table.js';
import type { ThreeWayView } from './three-way-view.js';

/** What the view does not speak of, for a reader who might miss it. */
export function leftOutText({ runs, withFault }: ThreeWayView): string {
  const count = `${runs} ${runs === 1 ? 'run' : 'runs'}`;
  return withFault === 0
    ? `from ${count}`
    : `from ${count}; ${withFault} in which something was told to misbehave left out`;
}

/** The view as a person at a terminal sees it. */
export function threeWayText(view: ThreeWayView, stream: TextStream): string {
  const paint = painter(stream);
  const tables = view.parts.map((part) => tableText(threeWayTable(part), paint));
  return [...tables.flat(), leftOutText(view), ''].join('\n');
}

function tableText(table: ThreeWayTable, paint: ReturnType<typeof painter>): string[] {
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
    ...(departures.length === 0 ? [] : ['', paint('bold', 'Where it departs from a place of the documents')]),
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
