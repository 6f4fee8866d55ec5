import { contradictionTexts } from '../../specs/rules/texts/contradiction-texts.js';
import type { Contradiction } from '../../specs/rules/contradictions.js';
import type { Locale } from '../../specs/rules/rule.js';
import { contradictingPlace, EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import { pagesOfContradiction, publishedPage } from '../published-page.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { painter, type TextStream } from './style.js';

/** A contradiction of the documents, in lines: the places, what is certified and why. */
export function contradictionLines(contradiction: Contradiction, locale: Locale = 'en'): string[] {
  const { id, one, another } = contradiction;
  const texts = contradictionTexts(contradiction, locale);
  const { labels, label } = EXPLANATION_WORDS[locale];
  const line = inColumns(locale);
  return [
    `${texts.title} (${id})`,
    line(labels.onePlace, label(contradictingPlace(one, locale), texts.one)),
    line(labels.another, label(contradictingPlace(another, locale), texts.another)),
    line(labels.certified, `${texts.reading} ${texts.reason}`),
  ];
}

/** `vdi-conformance rules --contradictions`: each with its pages and the rules that rest on its reading. */
export function contradictionsText(
  contradictions: readonly Contradiction[],
  stream: TextStream,
  locale: Locale = 'en',
): string {
  const paint = painter(stream);
  const words = TERMINAL_TEXTS[locale].contradictions;
  const line = inColumns(locale);
  return contradictions
    .map((each) => {
      const [title = '', ...lines] = contradictionLines(each, locale);
      return [
        paint('bold', title),
        ...lines,
        line(words.rules, each.rules.join(', ') || words.noRules),
        ...pagesOfContradiction(each).map((page) => line(words.see, publishedPage(page, locale))),
        '',
      ].join('\n');
    })
    .join('\n');
}

/** What stands at the beginning of a line, as wide as the widest. */
function inColumns(locale: Locale): (label: string, text: string) => string {
  const { onePlace, another, certified } = EXPLANATION_WORDS[locale].labels;
  const { rules, see } = TERMINAL_TEXTS[locale].contradictions;
  const width = Math.max(...[onePlace, another, certified, rules, see].map(({ length }) => length));
  return (label, text) => `  ${label.padEnd(width)}  ${text}`;
}
