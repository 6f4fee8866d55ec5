/** What French texts are held to, each with what must not be found. A no-break space is U+00A0, a narrow one U+202F. */
const FAULTS: readonly (readonly [what: string, found: RegExp])[] = [
  ['a colon without a no-break space before it', /(?<![\u00a0:]):(?!:)/u],
  ['guillemets without no-break spaces inside', /«(?!\u00a0)|(?<!\u00a0)»/u],
  ['; ? or ! without a narrow no-break space before it', /(?<!\u202f)[;?!]/u],
  ['a straight apostrophe, or quotation marks of another language', /['"“”]/u],
];

/** What is wrong with the typography of a French text; nothing if it is in order. */
export function typographicFaults(text: string): string[] {
  return FAULTS.filter(([, found]) => found.test(text)).map(([what]) => what);
}
