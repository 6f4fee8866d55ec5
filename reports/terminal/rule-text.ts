import { publishedPage, pagesOf } from '../published-page.js';
import { contradictionsOf } from '../../specs/rules/contradictions.js';
import { EXPLANATION_WORDS, placeInPage } from '../../specs/findings/texts/explanation-words.js';
import type { Locale, Rule } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { contradictionLines } from './contradiction-text.js';
import { painter, type TextStream } from './style.js';

/** `vdi-conformance rules`: a row for each rule. */
export function ruleRows(rules: readonly Rule[], locale: Locale = 'en'): string {
  const ids = Math.max(...rules.map((rule) => rule.id.length));
  const levels = Math.max(...rules.map((rule) => rule.level.length));
  const subjects = Math.max(...rules.map((rule) => rule.subject.length));
  return rules
    .map(
      (rule) =>
        `${rule.id.padEnd(ids)}  ${rule.subject.padEnd(subjects)}  ${rule.level.padEnd(levels)}  ${textsOf(rule, locale).title}\n`,
    )
    .join('');
}

/** `vdi-conformance rules ID`: all that a reader needs who has to make it pass. */
export function ruleText(rule: Rule, stream: TextStream, locale: Locale = 'en'): string {
  const paint = painter(stream);
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint('bold', title), ...lines.map((line) => `  ${line}`)];
  const texts = textsOf(rule, locale);
  const words = TERMINAL_TEXTS[locale].rule;
  const { label } = EXPLANATION_WORDS[locale];
  const together = rule.leansOn.map(({ page }, i) =>
    label(filled(words.together, { page }), texts.adds[i] ?? ''),
  );
  return [
    paint('bold', `${rule.id}  ${texts.title}`),
    label(rule.level, words.levels[rule.level]),
    words.subjects[rule.subject],
    ...part(words.documented, [texts.statement]),
    ...part(words.where, [
      ...rule.restsOn.map((at) => label(at.page, placeInPage(at, locale))),
      ...together,
      ...pagesOf(rule).map((page) => publishedPage(page, locale)),
    ]),
    ...part(words.keeps, rule.keeps === undefined ? [] : [rule.keeps.join(', ')]),
    ...part(words.reading, texts.reading === undefined ? [] : [texts.reading]),
    ...part(
      words.contradictions,
      contradictionsOf(rule.id).flatMap((each) => contradictionLines(each, locale)),
    ),
    ...part(words.provoked, [texts.provoked]),
    ...part(words.lookedAt, [texts.lookedAt]),
    ...part(
      words.usualCauses,
      texts.usualCauses.map((cause) => `- ${cause}`),
    ),
    '',
  ].join('\n');
}
