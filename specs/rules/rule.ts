/**
 * A rule: one documented requirement, as data. No sentence of the documentation stands here: a rule is
 * stated in our own words and holds the position and fingerprint of each sentence it rests on.
 */

export const LOCALES = ['en', 'ru', 'fr', 'it'] as const;
export type Locale = (typeof LOCALES)[number];

/** Where a sentence stands in a published page, and what it looked like when the rule was written. */
export interface SentencePosition {
  /** The page's file name without its ending, in the published VDI reference. */
  readonly page: string;
  /** Heading in the English page; `lead` is what stands before the first. */
  readonly section: 'lead' | 'Return Value' | 'Remarks';
  /** From 1. In `Return Value`, the row of the table. */
  readonly paragraph: number;
  /** From 1, within the paragraph. */
  readonly sentence: number;
  /**
   * Per locale the first 16 hex digits of the SHA-256 of the sentence in UTF-8, from its first letter to its full stop,
   * `**` removed and every run of white space made one space. In `Return Value` the cell of the explanation counts as
   * the sentence.
   */
  readonly fingerprint: Readonly<Record<Locale, string>>;
}

/**
 * What a departure weighs.
 *
 * - `MUST`: the documents demand it: a departure fails the target.
 * - `SHOULD`: what good sense demands though no page does: reported apart, never stands in the way of conformance.
 * - `HAZARD`: the documents warn of it: whether it was observed is recorded; it never fails a target.
 */
export const LEVELS = ['MUST', 'SHOULD', 'HAZARD'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * What a rule certifies: an implementation of the interface, a SQL Server that uses one as the server's end, or a program that
 * uses one as the client's end.
 */
export const SUBJECTS = ['interface', 'engine', 'client'] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Rule {
  /** Stable: never renumbered, never reused. */
  readonly id: string;
  readonly subject: Subject;
  /** Of the engine: rules of the interface whose keeping is seen from outside. Of the client: those whose consequence it is. */
  readonly keeps?: readonly string[];
  readonly title: string;
  readonly level: Level;
  /** What is required, in our own words. */
  readonly statement: string;
  readonly restsOn: readonly SentencePosition[];
  /** Neighbouring pages (names, as in the published reference or the 2005 specification) and what they add. */
  readonly leansOn: readonly { readonly page: string; readonly adds: string }[];
  /** Where documents disagree or are silent: the reading that is certified, and its reason. */
  readonly reading?: string;
  /** How the scenario makes it happen. */
  readonly provoked: string;
  /** What is recorded and looked at. */
  readonly lookedAt: string;
  /** What is usually wrong when it fails. */
  readonly usualCauses: readonly string[];
}
