import { Pieces, type Piece } from './published-page.js';
import { isKnownHeading, sectionOf } from './sections.js';
import { sentencesOf } from './sentences.js';
import type { Locale } from '../rules/rule.js';

const INCLUDE = /^\[!INCLUDE[^\]]*\]$/;
const ENDS_A_SENTENCE = /[.!?:…]["'”»)]*$/u;

/**
 * The pieces of a page whose text was copied from a browser. What stands above the title is the browser's frame and the front
 * matter's table. A heading is known by its name, since nothing marks it; a new one reads as a sentence, which nothing
 * accounts for.
 */
export function piecesOfText(text: string, title: string, locale: Locale): readonly Piece[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const at = lines.indexOf(title);
  const pieces = new Pieces();
  pieces.add('front matter', ['']);
  pieces.add('title', [title]);
  for (const block of blocksOf(lines.slice(at + 1))) addBlock(block, pieces, locale);
  return pieces.all;
}

/** The lines that look like headings: for the language of the page. */
export function headingsOfText(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(isKnownHeading);
}

/** Lines between empty ones. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line === '') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.filter((block) => block.length > 0);
}

function addBlock(block: readonly string[], pieces: Pieces, locale: Locale): void {
  const [first = ''] = block;
  if (block.length === 1 && isKnownHeading(first)) {
    pieces.begin(sectionOf(first));
    pieces.add('heading', [first]);
  } else if (block.length === 1 && INCLUDE.test(first)) {
    pieces.add('include', [first]);
  } else if (pieces.section === 'Syntax') {
    pieces.add('code', [block.join('\n')]);
  } else if (pieces.section === 'Return Value' && block.length > 1) {
    pieces.add('column', columnsOf(first));
    for (const row of block.slice(1)) {
      const [value = '', explanation = ''] = cells(row, /\s+/);
      pieces.addRow(value, [explanation]);
    }
  } else {
    for (const paragraph of paragraphsOf(block))
      pieces.add('sentence', sentencesOf([{ text: paragraph, code: false }], locale));
  }
}

/** A line goes on in the next one, unless it ends a sentence: then the next is an item of a list. */
function paragraphsOf(lines: readonly string[]): string[] {
  return lines.reduce<string[]>((paragraphs, line) => {
    const before = paragraphs.at(-1);
    if (before === undefined || ENDS_A_SENTENCE.test(before)) return [...paragraphs, line];
    return [...paragraphs.slice(0, -1), `${before} ${line}`];
  }, []);
}

/** The head's first column is named as its section is. */
function columnsOf(line: string): string[] {
  for (let at = line.indexOf(' '); at > 0; at = line.indexOf(' ', at + 1))
    if (isKnownHeading(line.slice(0, at))) return [line.slice(0, at), line.slice(at + 1)];
  return cells(line, /\s+/);
}

/** Two cells: browsers copy a tab between them, or a space. */
function cells(line: string, gap: RegExp): string[] {
  const found = /\t+/.exec(line) ?? gap.exec(line);
  return found === null ? [line] : [line.slice(0, found.index), line.slice(found.index + found[0].length)];
}
