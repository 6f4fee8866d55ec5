import type { RecordCheck } from '../../specs/documentation/documentation-check.js';
import type { DocumentationSince } from '../certificate/documentation-since.js';
import { filled } from '../texts/filled.js';
import type { VerifyTexts } from '../texts/verify-texts.js';
import { heading } from './heading.js';
import { printable } from './printable.js';
import { recordLines } from './record-lines.js';
import type { Telling } from './telling.js';

/** How many of the sentences that a certificate rests on are as they were. */
export function sinceSummary(
  { unchanged, moved, warnings, missing }: DocumentationSince,
  { notThere }: VerifyTexts,
  { texts: { counts }, label }: Telling,
): string {
  const count = (state: RecordCheck['state']): number =>
    warnings.filter((each) => each.state === state).length;
  const numbers = { unchanged, moved, changed: count('changed'), vanished: count('vanished') };
  const said = (Object.keys(numbers) as (keyof typeof numbers)[])
    .filter((what) => numbers[what] > 0)
    .map((what) => counts[what](numbers[what]));
  const pages = missing.map(({ page, locale }) => `${page} (${locale})`);
  return printable([...said, ...(pages.length === 0 ? [] : [label(notThere, pages.join(', '))])].join(', '));
}

/** Page by page the sentences that changed, and those that vanished, with the rules that rest on them. */
export function sinceLines({ warnings }: DocumentationSince, texts: VerifyTexts, telling: Telling): string[] {
  return [...new Set(warnings.map(({ page }) => page))].flatMap((page) =>
    (['changed', 'vanished'] as const).flatMap((what) => {
      const here = warnings.filter((check) => check.page === page && check.state === what);
      if (here.length === 0) return [];
      const title = filled(texts[what], { page: printable(page) });
      return [
        ...heading(title, here.length, texts.toDo, telling),
        ...here.flatMap((check) => recordLines(check, telling)),
      ];
    }),
  );
}
