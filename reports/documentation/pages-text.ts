import type { DocumentationCheck } from '../../specs/documentation/documentation-check.js';
import { shortDigest } from '../json/short-digest.js';
import { filled } from '../texts/filled.js';
import { printable } from './printable.js';
import type { Telling } from './telling.js';

type Page = DocumentationCheck['pages'][number];

/** What was read, and how much of it is as it was recorded. */
export function pageLines(check: DocumentationCheck, telling: Telling): string[] {
  const { pages, leftOut, revision } = check;
  const { texts, paint, label } = telling;
  const width = Math.max(...pages.map(({ file }) => file.length));
  const names = [...new Set(pages.map(({ page }) => page))];
  return [
    filled(texts.against, { revision: shortDigest(revision) }),
    ...names.flatMap((name) => [
      '',
      paint('bold', name),
      ...pages
        .filter(({ page }) => page === name)
        .map(
          (page) => `  ${page.locale}  ${printable(page.file.padEnd(width))}  ${state(page, check, telling)}`,
        ),
    ]),
    ...checkouts(pages, telling),
    ...(leftOut.length === 0
      ? []
      : [
          '',
          `  ${label(texts.leftOut, printable(leftOut.map(({ file, language }) => `${file} (${language})`).join(', ')))}`,
        ]),
  ];
}

function state(
  { file, form }: Page,
  { record, unaccounted }: DocumentationCheck,
  { texts, paint }: Telling,
): string {
  const here = record.filter((each) => each.file === file);
  const unchanged = here.filter((each) => each.state === 'unchanged');
  const others = here.length - unchanged.length + unaccounted.filter((each) => each.file === file).length;
  const sentences = unchanged.filter(({ rules }) => rules.length > 0).length;
  const text = form === 'text' ? `, ${texts.copied}` : '';
  const kept = texts.unchanged(sentences, unchanged.length - sentences);
  const rest = others === 0 ? '' : paint('red', `, ${texts.toLookAt(others)}`);
  return `${kept}${rest}${text}`;
}

/** Of which commits the pages are. */
function checkouts(pages: readonly Page[], { texts, label }: Telling): string[] {
  const said = pages.map(({ checkout }) =>
    checkout === undefined ? '' : `${checkout.commit}${checkout.modified ? `, ${texts.changedSince}` : ''}`,
  );
  const commits = [...new Set(said)].filter((each) => each !== '');
  if (commits.length === 0) return ['', `  ${texts.noCommit}`];
  return [
    '',
    ...commits.map((commit) => {
      const files = pages.filter((_, index) => said[index] === commit).map(({ file }) => printable(file));
      const which = files.length === pages.length ? texts.allPages : files.join(', ');
      return `  ${label(filled(texts.ofCommit, { commit }), which)}`;
    }),
  ];
}
