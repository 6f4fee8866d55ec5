import { threeWayTable, type ThreeWayTable } from './table.js';
import { leftOutText } from './three-way-text.js';
import type { ThreeWayView } from './three-way-view.js';

/** The view as Markdown, for a page or a step's summary. */
export function threeWayMarkdown(view: ThreeWayView): string {
  return [
    '# Documents, reference and real builds',
    '',
    escaped(`Rule by rule, ${leftOutText(view)}.`),
    '',
    ...view.parts.flatMap((part) => partMarkdown(threeWayTable(part))),
  ].join('\n');
}

function partMarkdown({ title, header, rows, builds, contradictions, departures }: ThreeWayTable): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const list = (heading: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`### ${heading}`, '', ...items, ''];
  return [
    `## ${title}`,
    '',
    line(header),
    `|${header.map(() => ' --- |').join('')}`,
    ...rows.map(line),
    '',
    ...list('Builds', builds.map(bullet)),
    ...list('Where the documents contradict each other', contradictions.map(bullet)),
    ...list(
      'Departures from a place of the documents',
      departures.flatMap(({ found, places }) => [
        bullet(found),
        ...places.map((place) => `  ${bullet(place)}`),
      ]),
    ),
  ];
}

function bullet(text: string): string {
  return `- ${escaped(text)}`;
}

/** What a target answered stands in reasons: none of it is markup, and no line of it begins another. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, String.raw`\$&`).replaceAll(/\s*\r?\n\s*/g, ' ');
}
