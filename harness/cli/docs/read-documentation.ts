import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import type { DocumentationCheck } from '../../../specs/documentation/documentation-check.js';
import { isRead, parsePage, type ForeignPage } from '../../../specs/documentation/parse-page.js';
import { PageUnreadableError } from '../../../specs/documentation/parse-limits.js';
import type { PublishedPage } from '../../../specs/documentation/published-page.js';
import { LOCALES, type Locale } from '../../../specs/rules/rule.js';
import { checkoutOf, type Checkout } from './checkout.js';
import { pageFiles, type PageFile } from './page-files.js';

/** A page that was read, and what it was checked out from. */
export type PageRead = PublishedPage & { readonly checkout?: Checkout };

/** The published documentation in a folder. */
export interface Documentation {
  readonly pages: readonly PageRead[];
  /** Pages in other languages. */
  readonly leftOut: readonly ForeignPage[];
}

/** In bytes; a page has 4,000. */
const LARGEST = 1024 * 1024;

/**
 * Reads the pages that rules rest on from a folder: a checkout of the documentation, several of them, or loose files.
 * @throws UsageError when no page in one of these languages is there, or a file is named as a page and cannot be one
 */
export async function readDocumentation(
  folder: string,
  locales: readonly Locale[] = LOCALES,
): Promise<Documentation> {
  const pages: PageRead[] = [];
  const leftOut: ForeignPage[] = [];
  const others: string[] = [];
  for (const file of await pageFiles(folder)) {
    const content = await contentOf(file);
    const page = content === null ? null : parsePage(content, file);
    if (page === null) others.push(file.file);
    else if (!isRead(page)) leftOut.push(page);
    else if (!locales.includes(page.locale)) leftOut.push({ file: page.file, language: page.locale });
    else {
      const checkout = await checkoutOf(file.absolute);
      pages.push({ ...page, ...(checkout && { checkout }) });
    }
  }
  if (pages.length === 0)
    throw new UsageError(
      'DOCS_NO_PAGE',
      `${folder} holds no page that rules rest on, in ${locales.join(', ')}`,
      {
        remedy:
          'name the folder of the pages or one above it; a page is known by its file name in the documentation, or by its title when the file is named by its language (en.md)',
      },
    );
  refuseWhatLiesBeside(pages, others);
  return { pages, leftOut };
}

/** @throws PageUnreadableError for a file that is named by a language as the pages in its folder are, and is none: it may be what is left of one */
function refuseWhatLiesBeside(pages: readonly PageRead[], others: readonly string[]): void {
  const folders = new Set(pages.map(({ file }) => path.posix.dirname(file)));
  const stray = others.find((file) => folders.has(path.posix.dirname(file)));
  if (stray !== undefined) throw new PageUnreadableError(stray, 'holds none of the pages that rules rest on');
}

/** What documents for programs tell of a page that was read. */
export function withoutPieces({
  page,
  locale,
  form,
  file,
  checkout,
}: PageRead): DocumentationCheck['pages'][number] {
  return { page, locale, form, file, ...(checkout && { checkout }) };
}

/**
 * null: no page, and not named as one.
 * @throws PageUnreadableError
 */
async function contentOf({ absolute, file, page }: PageFile): Promise<string | null> {
  const refused = (why: string): null => {
    if (page === undefined) return null;
    throw new PageUnreadableError(file, why);
  };
  try {
    const found = await stat(absolute);
    if (!found.isFile()) return refused('is no file');
    if (found.size > LARGEST) return refused(`has more than ${LARGEST} bytes`);
    const bytes = await readFile(absolute);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof PageUnreadableError) throw error;
    return refused(error instanceof TypeError ? 'is not UTF-8' : 'cannot be read');
  }
}
