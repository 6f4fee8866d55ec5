import type { Locale } from '../../specs/rules/rule.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { threeWayTable } from './table.js';
import { runsText } from './three-way-text.js';
import type { ThreeWayPart, ThreeWayView } from './three-way-view.js';

/** The view as Markdown, for a page or a step's summary. */
export function threeWayMarkdown(view: ThreeWayView, locale: Locale = 'en'): string {
  const { title, ruleByRule } = TERMINAL_TEXTS[locale].builds;
  return [
    `# ${title}`,
    '',
    escaped(filled(ruleByRule, { runs: runsText(view, locale) })),
    '',
    ...view.parts.flatMap((part) => partMarkdown(part, locale)),
  ].join('\n');
}

function partMarkdown(part: ThreeWayPart, locale: Locale): string[] {
  const { title, header, rows, builds, contradictions, departures } = threeWayTable(part, locale);
  const words = TERMINAL_TEXTS[locale];
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
    ...list(words.builds.builds, builds.map(bullet)),
    ...list(words.rule.contradictions, contradictions.map(bullet)),
    ...list(
      words.builds.departures,
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
