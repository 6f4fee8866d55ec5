import type { DocumentationSince } from '../certificate/documentation-since.js';
import type { Colour } from '../terminal/style.js';
import { heading } from './heading.js';
import { printable } from './printable.js';
import { recordLines } from './record-lines.js';

const TO_DO =
  'see whether its rules say what the page says now; certify again by a kit whose rules were written from that';

/** How many of the sentences that a certificate rests on are as they were. */
export function sinceSummary({ unchanged, moved, warnings, missing }: DocumentationSince): string {
  const count = (of: string): number => warnings.filter(({ state }) => state === of).length;
  const counts = [
    [unchanged, 'unchanged'],
    [moved, 'moved'],
    [count('changed'), 'changed'],
    [count('vanished'), 'vanished'],
  ] as const;
  const said = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const pages = missing.map(({ page, locale }) => `${page} (${locale})`);
  return printable([...said, ...(pages.length === 0 ? [] : [`not there: ${pages.join(', ')}`])].join(', '));
}

/** Page by page the sentences that changed, and those that vanished, with the rules that rest on them. */
export function sinceLines(
  { warnings }: DocumentationSince,
  paint: (colour: Colour, text: string) => string,
): string[] {
  return [...new Set(warnings.map(({ page }) => page))].flatMap((page) =>
    (['changed', 'vanished'] as const).flatMap((what) => {
      const here = warnings.filter((check) => check.page === page && check.state === what);
      if (here.length === 0) return [];
      const title = `Warning: sentences of ${printable(page)} that it rests on and that ${what}: ${here.length}`;
      return [...heading(title, TO_DO, paint), ...here.flatMap((check) => recordLines(check, paint))];
    }),
  );
}
