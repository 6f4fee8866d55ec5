import type { Change } from '../compare/compare-runs.js';
import { certifiedText } from '../kept/certified.js';
import type { Course, RunOfCourse, Since } from '../kept/courses.js';
import type { FlakyRule } from '../kept/flaky.js';
import { verdictSchema } from '../../specs/findings/finding.js';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { Locale } from '../../specs/rules/rule.js';
import { shortDigest } from '../json/short-digest.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { COLOUR_OF, painter, type TextStream } from './style.js';

/** `history show`: of each course its runs, newest last, with what changed; then what is flaky in it. */
export function coursesText(courses: readonly Course[], stream: TextStream, locale: Locale = 'en'): string {
  const paint = painter(stream);
  const words = TERMINAL_TEXTS[locale].history;
  const run = (each: RunOfCourse): string[] => {
    const counts = verdictSchema.options
      .filter((verdict) => each.counts[verdict] > 0)
      .map((verdict) => `${each.counts[verdict]} ${verdict}`);
    const verdict = paint(COLOUR_OF[each.verdict], each.verdict.padEnd(VERDICT_WIDTH));
    const sameRun = each.sinceLast?.id === each.sinceGreen?.id;
    const sinceGreen = filled(words.sinceGreen, { id: each.sinceGreen?.id ?? '' });
    return [
      `  ${each.id}  ${verdict}  ${counts.join(', ')}  (${each.kit})`,
      ...changes(sameRun ? words.sinceLastGreen : words.sinceLast, each.sinceLast, locale),
      ...(sameRun ? [] : changes(sinceGreen, each.sinceGreen, locale)),
    ];
  };
  return courses
    .map(({ certified, runs, flaky }) =>
      [
        paint('bold', certifiedText(certified, locale)),
        ...runs.flatMap(run),
        ...flaky.map((each) => `  ${paint('yellow', flakyText(each, locale))}`),
        '',
      ].join('\n'),
    )
    .join('\n');
}

const VERDICT_WIDTH = 'not-conformant'.length;

function changes(what: string, since: Since | null, locale: Locale): string[] {
  if (since === null) return [];
  const { rules, problems } = since.comparison;
  const words = TERMINAL_TEXTS[locale];
  const { newProblem, goneProblem, titles } = words.comparison;
  const { label, between } = EXPLANATION_WORDS[locale];
  const told = [
    ...(Object.keys(titles) as Change[]).flatMap((change) => {
      const of = rules.filter((each) => each.change === change);
      const names = of.map(({ rule, before, after }) =>
        change === 'worse' || change === 'better'
          ? `${rule} (${before?.verdict ?? ''} -> ${after?.verdict ?? ''})`
          : rule,
      );
      return of.length === 0 ? [] : [label(words.changes[change], names.join(', '))];
    }),
    ...problems.new.map(({ where }) => filled(newProblem, { where })),
    ...problems.gone.map(({ where }) => filled(goneProblem, { where })),
  ];
  // A green run before, from which nothing changed, needs no line.
  return told.length === 0 ? [] : [`    ${label(what, told.join(between))}`];
}

function flakyText(
  { rule, differed, ofRuns, verdicts, kit, library, client }: FlakyRule,
  locale: Locale,
): string {
  const each = Object.entries(verdicts).map(([verdict, times]) => `${times} ${verdict}`);
  const files = client?.files.map(({ file, sha256 }) =>
    [file, ...(sha256 === null ? [] : [shortDigest(sha256)])].join(' '),
  );
  return filled(TERMINAL_TEXTS[locale].history.flaky(differed, ofRuns), {
    rule,
    verdicts: each.join(', '),
    kit,
    library: [shortDigest(library), ...(files ?? [])].join(', '),
  });
}
