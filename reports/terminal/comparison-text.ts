import type { ChangedRule, Change, Comparison } from '../compare/compare-runs.js';
import { COLOUR_OF, painter, type Colour, type TextStream } from './style.js';

const TITLES: Readonly<Record<Change, string>> = {
  worse: 'worse',
  gone: 'gone: asked for before, and not any more',
  new: 'new: not asked for before',
  better: 'better',
  reason: 'the same verdict for another reason',
};

/** What changed from one run to another, for a person: what got worse first. */
export function comparisonText(comparison: Comparison, stream: TextStream): string {
  const paint = painter(stream);
  const { verdict, rules, unchanged, problems } = comparison;
  const differs = comparison.differences.map(({ what, before, after }) => `${what}: ${before} -> ${after}`);
  const groups = Object.entries(TITLES).flatMap(([change, title]) => {
    const of = rules.filter((each) => each.change === change);
    return of.length === 0 ? [] : ['', paint('bold', title), ...of.flatMap((each) => ruleLines(each, paint))];
  });
  const problemLines = [
    ...problems.new.map(({ where, message }) => paint('red', `new problem of the kit, ${where}: ${message}`)),
    ...problems.gone.map(({ where, message }) => `gone problem of the kit, ${where}: ${message}`),
  ];
  const before = paint(COLOUR_OF[verdict.before], verdict.before);
  const after = paint(COLOUR_OF[verdict.after], verdict.after);
  return [
    ...(differs.length === 0
      ? []
      : [paint('yellow', 'the runs are not alike in all:'), ...differs.map(indented)]),
    ...groups,
    ...(problemLines.length === 0 ? [] : ['', ...problemLines]),
    ...(differs.length + groups.length + problemLines.length === 0 ? [] : ['']),
    `${before} -> ${after}`,
    `${summaryLine(comparison)}${unchanged} unchanged`,
    comparison.gotWorse ? paint('red', 'something got worse') : 'nothing got worse',
    '',
  ].join('\n');
}

/** `2 worse, 1 better, `: what there is of each, with nothing for what there is none of. */
function summaryLine({ rules }: Comparison): string {
  return (Object.keys(TITLES) as Change[])
    .map((change) => ({ change, count: rules.filter((each) => each.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => `${count} ${change === 'reason' ? 'with another reason' : change}, `)
    .join('');
}

function ruleLines(
  { rule, change, countsAsWorse, before, after }: ChangedRule,
  paint: (colour: Colour, text: string) => string,
): string[] {
  const advice = (after ?? before)?.level === 'SHOULD' ? '  (SHOULD: advice)' : '';
  const verdicts = [before, after].map((side) => side?.verdict ?? 'not asked for');
  const step = change === 'reason' ? verdicts[0] : verdicts.join(' -> ');
  const line = `${rule}  ${step ?? ''}${advice}`;
  return [
    indented(countsAsWorse ? paint('red', line) : line),
    ...(before === null || change === 'better' ? [] : [`    before: ${before.reason}`]),
    ...(after === null ? [] : [`    now:    ${after.reason}`]),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}
