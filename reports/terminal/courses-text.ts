import type { Change } from '../compare/compare-runs.js';
import { certifiedText } from '../kept/certified.js';
import type { Course, RunOfCourse, Since } from '../kept/courses.js';
import type { FlakyRule } from '../kept/flaky.js';
import { verdictSchema } from '../../specs/findings/finding.js';
import { COLOUR_OF, painter, type TextStream } from './style.js';

/** `history show`: of each course its runs, newest last, with what changed; then what is flaky in it. */
export function coursesText(courses: readonly Course[], stream: TextStream): string {
  const paint = painter(stream);
  const run = (each: RunOfCourse): string[] => {
    const counts = verdictSchema.options
      .filter((verdict) => each.counts[verdict] > 0)
      .map((verdict) => `${each.counts[verdict]} ${verdict}`);
    const verdict = paint(COLOUR_OF[each.verdict], each.verdict.padEnd(VERDICT_WIDTH));
    const sameRun = each.sinceLast?.id === each.sinceGreen?.id;
    return [
      `  ${each.id}  ${verdict}  ${counts.join(', ')}  (${each.kit})`,
      ...changes(sameRun ? 'the last run, which was green' : 'the last run', each.sinceLast),
      ...(sameRun ? [] : changes(`the last green run, ${each.sinceGreen?.id ?? ''}`, each.sinceGreen)),
    ];
  };
  return courses
    .map(({ certified, runs, flaky }) =>
      [
        paint('bold', certifiedText(certified)),
        ...runs.flatMap(run),
        ...flaky.map((each) => `  ${paint('yellow', flakyText(each))}`),
        '',
      ].join('\n'),
    )
    .join('\n');
}

const VERDICT_WIDTH = 'not-conformant'.length;

const WORDS: Readonly<Record<Change, string>> = {
  worse: 'worse',
  gone: 'gone',
  new: 'new',
  better: 'better',
  reason: 'another reason',
};

function changes(what: string, since: Since | null): string[] {
  if (since === null) return [];
  const { rules, problems } = since.comparison;
  const told = [
    ...Object.entries(WORDS).flatMap(([change, word]) => {
      const of = rules.filter((each) => each.change === change);
      const names = of.map(({ rule, before, after }) =>
        change === 'worse' || change === 'better'
          ? `${rule} (${before?.verdict ?? ''} -> ${after?.verdict ?? ''})`
          : rule,
      );
      return of.length === 0 ? [] : [`${word}: ${names.join(', ')}`];
    }),
    ...problems.new.map(({ where }) => `a problem of the kit, ${where}`),
    ...problems.gone.map(({ where }) => `a problem of the kit less, ${where}`),
  ];
  // A green run before, from which nothing changed, needs no line.
  return told.length === 0 ? [] : [`    since ${what}: ${told.join('; ')}`];
}

function flakyText({ rule, differed, ofRuns, verdicts, kit, library }: FlakyRule): string {
  const each = Object.entries(verdicts).map(([verdict, times]) => `${times} ${verdict}`);
  return `flaky: ${rule} differed in ${differed} of ${ofRuns} runs (${each.join(', ')}) of ${kit} and library ${library.slice(0, 12)}`;
}
