import type { Locale } from '../rules/rule.js';
import { LOCALES } from '../rules/rule.js';
import { KNOWN_PAGES, pageWithTitle } from './known-pages.js';
import { frontMatterValue, headingsOf, markdownTree, piecesOfMarkdown } from './markdown-page.js';
import { refuseWhatParsesSlowly } from './parse-limits.js';
import type { PublishedPage } from './published-page.js';
import { localeOfHeadings } from './sections.js';
import { headingsOfText, piecesOfText } from './text-page.js';

/** What a file's name and folders say of a page: see harness/cli/docs. */
export interface NamedAs {
  /** A path, for people. */
  readonly file: string;
  /** If the file is named as a page of the reference is. */
  readonly page?: string;
  /** A language tag in the name of the file or of a folder, in lower case: `ru`, `de-de`. */
  readonly language?: string;
}

/** A page in a language that the kit does not read. */
export interface ForeignPage {
  readonly file: string;
  readonly language: string;
}

/**
 * A page in pieces, whether Markdown or text from a browser; in a language that the kit does not read, that; null: none of
 * the known pages. Which page it is, its name says, else its title. Its language is in the front matter of translations, else in the name, else in the headings.
 * @throws PageUnreadableError for what would take too long to parse
 */
export function parsePage(content: string, named: NamedAs): PublishedPage | ForeignPage | null {
  const text = content.replace(/^\uFEFF/, '');
  if (named.page === undefined && !KNOWN_PAGES.some(({ title }) => text.includes(title))) return null;
  refuseWhatParsesSlowly(text, named.file);
  return isMarkdown(text) ? parseMarkdown(text, named) : parseText(text, named);
}

/** A page that the kit can read. */
export function isRead(page: PublishedPage | ForeignPage): page is PublishedPage {
  return 'pieces' in page;
}

function parseMarkdown(text: string, named: NamedAs): PublishedPage | ForeignPage | null {
  const tree = markdownTree(text);
  const { title = '', others } = headingsOf(tree);
  const page = named.page ?? pageWithTitle(title);
  if (page === undefined) return null;
  const language = frontMatterValue(tree, 'ms.contentlocale') ?? named.language;
  const locale = localeOf(language, others);
  const { file } = named;
  if (locale === undefined) return { file, language: language ?? '' };
  return { page, locale, form: 'markdown', file, pieces: piecesOfMarkdown(tree, locale) };
}

function parseText(text: string, { file, language }: NamedAs): PublishedPage | ForeignPage | null {
  const lines = new Set(text.split(/\r\n?|\n/).map((line) => line.trim()));
  const known = KNOWN_PAGES.find(({ title }) => lines.has(title));
  if (known === undefined) return null;
  const locale = localeOf(language, headingsOfText(text));
  if (locale === undefined) return { file, language: language ?? '' };
  return { page: known.page, locale, form: 'text', file, pieces: piecesOfText(text, known.title, locale) };
}

function isMarkdown(text: string): boolean {
  return /^---[ \t]*\r?\n|^#{1,6}[ \t]/m.test(text);
}

/** undefined: a language that the kit does not read. */
function localeOf(language: string | undefined, headings: readonly string[]): Locale | undefined {
  if (language === undefined) return localeOfHeadings(headings);
  return LOCALES.find((locale) => locale === language.toLowerCase().split('-')[0]);
}
