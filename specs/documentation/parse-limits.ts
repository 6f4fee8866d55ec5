import { UsageError } from '../../harness/errors/kit-error.js';

/** A page has some 3,000 characters, and paragraphs of some 500. */
const MOST_CHARACTERS = 256 * 1024;
/** What a Markdown parser needs grows with the square of a paragraph's length, for some texts. */
const MOST_IN_A_PARAGRAPH = 8 * 1024;
/** Characters before a line's text: quotes in quotes, lists in lists. */
const MOST_MARKS = 64;

/** A file is named as a page, and cannot be one. */
export class PageUnreadableError extends UsageError {
  constructor(file: string, why: string) {
    super('DOCS_PAGE_UNREADABLE', `${file} is named as a page of the documentation, and ${why}`, {
      remedy: 'name a folder with the published pages, or take this file out of it',
    });
  }
}

/** @throws PageUnreadableError for a text that is no page, and would keep the parser busy or overflow its stack */
export function refuseWhatParsesSlowly(text: string, file: string): void {
  const refuse = (why: string): never => {
    throw new PageUnreadableError(file, why);
  };
  if (text.length > MOST_CHARACTERS) refuse(`has more than ${MOST_CHARACTERS} characters`);
  if (text.includes('\0')) refuse('holds binary data');
  for (const paragraph of text.split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/))
    if (paragraph.length > MOST_IN_A_PARAGRAPH)
      refuse(`has a paragraph of more than ${MOST_IN_A_PARAGRAPH} characters`);
  for (const line of text.split(/\r\n?|\n/))
    if (marksBefore(line) > MOST_MARKS) refuse(`has a line that begins with more than ${MOST_MARKS} marks`);
}

/** Of a line that is nothing but marks (a rule between parts), none. */
function marksBefore(line: string): number {
  const marks = /^(?:[ \t>*+-]|\d+[.)])*/.exec(line)?.[0] ?? '';
  return /^[ \t*-]*$/.test(line) ? 0 : marks.length;
}
