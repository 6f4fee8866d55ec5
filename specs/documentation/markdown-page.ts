import type { Heading, Html, Paragraph, Root, RootContent, TableRow } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { Pieces, type Piece } from './published-page.js';
import { sectionOf } from './sections.js';
import { sentencesOf } from './sentences.js';
import { textOf, textOfHtml, visibleText } from './visible-text.js';
import type { Locale } from '../rules/rule.js';

const MARKDOWN = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze();
const ALERT = /^\s*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/i;
const INCLUDES = /^\s*(?:\[!INCLUDE[^\]]*\]\s*)+$/;

/** A page's Markdown as a tree. */
export function markdownTree(markdown: string): Root {
  return MARKDOWN.parse(markdown);
}

/** The flat value of a key in the front matter, e.g. `ms.contentlocale`. */
export function frontMatterValue(tree: Root, key: string): string | undefined {
  const yaml = tree.children.find((node) => node.type === 'yaml')?.value ?? '';
  const line = yaml.split('\n').find((each) => each.startsWith(`${key}:`));
  return line
    ?.slice(key.length + 1)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
}

/** The texts of the headings: of the first level (the title), and of the others. */
export function headingsOf(tree: Root): { readonly title: string | undefined; readonly others: string[] } {
  const headings = tree.children.filter((node) => node.type === 'heading');
  const title = headings.find(({ depth }) => depth === 1);
  const others = headings.filter(({ depth }) => depth > 1).map(({ children }) => textOf(children).trim());
  return { title: title && textOf(title.children).trim(), others };
}

/** The pieces of a page, in its order. Every text that a reader sees is in one of them. */
export function piecesOfMarkdown(tree: Root, locale: Locale): readonly Piece[] {
  const pieces = new Pieces();
  for (const node of tree.children) addNode(node, pieces, locale);
  return pieces.all;
}

function addNode(node: RootContent, pieces: Pieces, locale: Locale): void {
  switch (node.type) {
    case 'yaml':
      pieces.add('front matter', ['']);
      break;
    case 'heading':
      addHeading(node, pieces);
      break;
    case 'paragraph':
      addParagraph(node, pieces, locale);
      break;
    case 'code':
      pieces.add('code', [node.value]);
      break;
    case 'table':
      node.children.forEach((row, index) => addRow(row, index === 0, pieces));
      break;
    case 'html':
      addHtml(node, pieces);
      break;
    default:
      if ('children' in node) for (const child of node.children) addNode(child, pieces, locale);
  }
}

function addHeading({ depth, children }: Heading, pieces: Pieces): void {
  const text = textOf(children).trim();
  if (depth === 1) {
    pieces.add('title', [text]);
    return;
  }
  const html = children.map((child) => (child.type === 'html' ? child.value : '')).join('');
  pieces.begin(sectionOf(text, /<a name="([^"]*)">/.exec(html)?.[1]));
  pieces.add('heading', [text]);
}

function addParagraph({ children }: Paragraph, pieces: Pieces, locale: Locale): void {
  const seen = visibleText(children);
  const text = seen.map((stretch) => stretch.text).join('');
  if (INCLUDES.test(text)) {
    pieces.add('include', [text]);
    return;
  }
  // The mark of an alert is the first text of its first paragraph.
  const [first, ...rest] = seen;
  const unmarked = first ? [{ ...first, text: first.text.replace(ALERT, '') }, ...rest] : [];
  const sentences = sentencesOf(unmarked, locale);
  if (sentences.length > 0) pieces.add('sentence', sentences);
}

function addRow({ children }: TableRow, head: boolean, pieces: Pieces): void {
  const [first = '', ...others] = children.map((cell) => textOf(cell.children));
  if (head) pieces.add('column', [first, ...others]);
  else pieces.addRow(first, others);
}

function addHtml({ value }: Html, pieces: Pieces): void {
  const text = textOfHtml(value).trim();
  if (text !== '') pieces.add('markup', [text]);
}
