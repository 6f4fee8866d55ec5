import type { Locale } from '../rules/rule.js';

/** A stretch of visible text; `code`: its punctuation ends no sentence. */
export interface Stretch {
  readonly text: string;
  readonly code: boolean;
}

/** After these a sentence goes on. Those that may end one too ("etc.") are not here. */
const ABBREVIATIONS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['e.g', 'i.e', 'vs', 'cf', 'approx', 'Fig', 'No'],
  ru: ['т. е', 'т.е', 'см', 'напр', 'ср', 'рис'],
  fr: ['p. ex', 'c.-à-d', 'cf', 'fig'],
  it: ['ad es', 'p. es', 'es', 'cfr', 'fig'],
};

/** The sentences of a paragraph, as a reader sees them. */
export function sentencesOf(paragraph: readonly Stretch[], locale: Locale): string[] {
  const text = oneSpaced(paragraph.map((stretch) => stretch.text).join(''));
  const masked = oneSpaced(paragraph.map(maskCode).join(''))
    .replace(abbreviations(locale), (found) => found.replaceAll('.', 'x'))
    // A dot within a word: `sqlvdi.dll`, `.NET`, `2.0`.
    .replace(/[.!?](?=[\p{L}\p{N}_])/gu, 'x');
  const segments = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(masked);
  return [...segments]
    .map(({ index, segment }) => text.slice(index, index + segment.length).trim())
    .filter((sentence) => sentence !== '');
}

/** Same length, so that places in the masked text are places in the text. */
function maskCode({ text, code }: Stretch): string {
  return code ? text.replace(/[^\s\p{L}\p{N}]/gu, (mark) => 'x'.repeat(mark.length)) : text;
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function abbreviations(locale: Locale): RegExp {
  const all = ABBREVIATIONS[locale].map((each) => each.replaceAll('.', '\\.'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})\\.(?= )`, 'giu');
}
