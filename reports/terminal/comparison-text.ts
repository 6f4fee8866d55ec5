import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { Locale } from '../../specs/rules/rule.js';
import type { ChangedRule, Change, Comparison } from '../compare/compare-runs.js';
import type { Difference } from '../compare/differences.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { COLOUR_OF, painter, type Colour, type TextStream } from './style.js';

/** What changed from one run to another, for a person: what got worse first. */
export function comparisonText(comparison: Comparison, stream: TextStream, locale: Locale = 'en'): string {
  const paint = painter(stream);
  const words = TERMINAL_TEXTS[locale].comparison;
  const { label } = EXPLANATION_WORDS[locale];
  const { verdict, rules, problems } = comparison;
  const groups = Object.entries(words.titles).flatMap(([change, title]) => {
    const of = rules.filter((each) => each.change === change);
    return of.length === 0
      ? []
      : ['', paint('bold', title), ...of.flatMap((each) => ruleLines(each, paint, locale))];
  });
  const problem = (text: string, { where, message }: Comparison['problems']['new'][number]): string =>
    label(filled(text, { where }), message);
  const problemLines = [
    ...problems.new.map((each) => paint('red', problem(words.newProblem, each))),
    ...problems.gone.map((each) => problem(words.goneProblem, each)),
  ];
  const differs = comparison.differences.map((each) => indented(differenceText(each, locale)));
  const before = paint(COLOUR_OF[verdict.before], verdict.before);
  const after = paint(COLOUR_OF[verdict.after], verdict.after);
  return [
    ...(differs.length === 0 ? [] : [paint('yellow', words.differ), ...differs]),
    ...groups,
    ...(problemLines.length === 0 ? [] : ['', ...problemLines]),
    ...(differs.length + groups.length + problemLines.length === 0 ? [] : ['']),
    `${before} -> ${after}`,
    countsLine(comparison, locale),
    comparison.gotWorse ? paint('red', words.gotWorse) : words.nothingGotWorse,
    '',
  ]
    .join('\n')
    .replace(/^\n/, '');
}

/** Something of both runs, a line each. Null: one has nothing of the kind. */
export function sideLines(before: string | null, now: string | null, locale: Locale): string[] {
  const words = TERMINAL_TEXTS[locale].comparison;
  const width = Math.max(words.before.length, words.now.length);
  return [
    ...(before === null ? [] : [`${words.before.padEnd(width)} ${before}`]),
    ...(now === null ? [] : [`${words.now.padEnd(width)} ${now}`]),
  ];
}

function differenceText({ what, before, after }: Difference, locale: Locale): string {
  const { comparison, heading, subjects } = TERMINAL_TEXTS[locale];
  const without: Readonly<Partial<Record<string, string>>> = comparison.without;
  const named: Readonly<Partial<Record<string, string>>> = what === 'subject' ? subjects : {};
  const [from, to] = [before, after].map((side) => (side === null ? without[what] : (named[side] ?? side)));
  const aspects = { ...heading.labels, ...comparison.aspects };
  return EXPLANATION_WORDS[locale].label(aspects[what], `${from ?? ''} -> ${to ?? ''}`);
}

/** `worse: 2, better: 1, unchanged: 0`: with nothing for a change that no rule has. */
function countsLine({ rules, unchanged }: Comparison, locale: Locale): string {
  const { changes, comparison } = TERMINAL_TEXTS[locale];
  const { label } = EXPLANATION_WORDS[locale];
  const counts = (Object.keys(comparison.titles) as Change[])
    .map((change) => ({ change, count: rules.filter((each) => each.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => label(changes[change], String(count)));
  return [...counts, label(changes.unchanged, String(unchanged))].join(', ');
}

function ruleLines(
  { rule, change, countsAsWorse, before, after }: ChangedRule,
  paint: (colour: Colour, text: string) => string,
  locale: Locale,
): string[] {
  const words = TERMINAL_TEXTS[locale].comparison;
  const advice = (after ?? before)?.level === 'SHOULD' ? `  ${words.advice}` : '';
  const verdicts = [before, after].map((side) => side?.verdict ?? words.notAskedFor);
  const step = change === 'reason' ? verdicts[0] : verdicts.join(' -> ');
  const line = `${rule}  ${step ?? ''}${advice}`;
  const reasonBefore = change === 'better' ? null : (before?.reason ?? null);
  return [
    indented(countsAsWorse ? paint('red', line) : line),
    ...sideLines(reasonBefore, after?.reason ?? null, locale).map((each) => indented(indented(each))),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
