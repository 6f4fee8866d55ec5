import type { DocumentationCheck } from '../../specs/documentation/documentation-check.js';
import type { Colour } from '../terminal/style.js';
import { printable } from './printable.js';

type Page = DocumentationCheck['pages'][number];

/** What was read, and how much of it is as it was recorded. */
export function pageLines(
  check: DocumentationCheck,
  paint: (colour: Colour, text: string) => string,
): string[] {
  const { pages, leftOut, revision } = check;
  const width = Math.max(...pages.map(({ file }) => file.length));
  const names = [...new Set(pages.map(({ page }) => page))];
  return [
    `Published documentation against revision ${revision.slice(0, 12)} of the record`,
    ...names.flatMap((name) => [
      '',
      paint('bold', name),
      ...pages
        .filter(({ page }) => page === name)
        .map(
          (page) => `  ${page.locale}  ${printable(page.file.padEnd(width))}  ${state(page, check, paint)}`,
        ),
    ]),
    ...checkouts(pages),
    ...(leftOut.length === 0
      ? []
      : [
          '',
          `  left out: ${printable(leftOut.map(({ file, language }) => `${file} (${language})`).join(', '))}`,
        ]),
  ];
}

function state(
  { file, form }: Page,
  { record, unaccounted }: DocumentationCheck,
  paint: (colour: Colour, text: string) => string,
): string {
  const here = record.filter((each) => each.file === file);
  const unchanged = here.filter((each) => each.state === 'unchanged');
  const others = here.length - unchanged.length + unaccounted.filter((each) => each.file === file).length;
  const sentences = unchanged.filter(({ rules }) => rules.length > 0).length;
  const text = form === 'text' ? ', as text from a browser' : '';
  const kept = `${sentences} sentences and ${unchanged.length - sentences} exemptions unchanged`;
  const rest = others === 0 ? '' : paint('red', `, ${others} to look at`);
  return `${kept}${rest}${text}`;
}

/** Of which commits the pages are. */
function checkouts(pages: readonly Page[]): string[] {
  const said = pages.map(({ checkout }) =>
    checkout === undefined ? '' : `${checkout.commit}${checkout.modified ? ', changed since' : ''}`,
  );
  const commits = [...new Set(said)].filter((each) => each !== '');
  if (commits.length === 0) return ['', '  of no commit: the pages are in no checkout'];
  return [
    '',
    ...commits.map((commit) => {
      const files = pages.filter((_, index) => said[index] === commit).map(({ file }) => printable(file));
      return `  of commit ${commit}: ${files.length === pages.length ? 'all' : files.join(', ')}`;
    }),
  ];
}
