import type { SentencePosition } from '../rules/rule.js';

/**
 * What a piece of a page is. `explanation`: a cell of a table beside its first; `value`: a first cell; `column`: a cell of a
 * table's head; `include`: a line that takes in another file; `markup`: the text of a piece of HTML.
 */
export const KINDS = [
  'front matter',
  'title',
  'include',
  'heading',
  'sentence',
  'column',
  'value',
  'explanation',
  'code',
  'markup',
] as const;
export type Kind = (typeof KINDS)[number];

/** Where a piece stands in a page. */
export interface Place {
  /** The heading above it, by its English name where it is a known one; `lead` before the first. */
  readonly section: string;
  readonly kind: Kind;
  /** From 1, among those of its section: paragraphs; of tables, rows; of the other kinds, pieces. */
  readonly paragraph: number;
  /** From 1, within the paragraph; of tables, the cell among those of its kind. */
  readonly sentence: number;
}

/** The place that a rule names: in `Return Value` its sentences are the explanations in the table. */
export function placeOf({ section, paragraph, sentence }: SentencePosition): Place {
  const kind = section === 'Return Value' ? 'explanation' : 'sentence';
  return { section, kind, paragraph, sentence };
}

export function samePlace(one: Place, other: Place): boolean {
  return (
    one.section === other.section &&
    one.kind === other.kind &&
    one.paragraph === other.paragraph &&
    one.sentence === other.sentence
  );
}

/** e.g. `Remarks, paragraph 2, sentence 3`. */
export function placeText({ section, kind, paragraph, sentence }: Place): string {
  switch (kind) {
    case 'front matter':
    case 'title':
      return `the ${kind}`;
    case 'heading':
      return `heading ${section}`;
    case 'sentence':
      return `${section}, paragraph ${paragraph}, sentence ${sentence}`;
    case 'column':
      return `${section}, head of a table, column ${sentence}`;
    case 'value':
    case 'explanation':
      return `${section}, row ${paragraph}, ${kind}${sentence === 1 ? '' : ` ${sentence}`}`;
    default:
      return `${section}, ${kind} ${paragraph}`;
  }
}
