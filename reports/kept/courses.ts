import type { OverallVerdict, Verdict } from '../../specs/findings/finding.js';
import { compareRuns, type Comparison } from '../compare/compare-runs.js';
import { countVerdicts } from '../json/count-verdicts.js';
import { groupsOfAlike } from './alike.js';
import { certifiedIn, certifiedText, type Certified } from './certified.js';
import { flakyRules, type FlakyRule } from './flaky.js';
import { isGreen, type KeptRun } from './kept-run.js';

/** What changed since an earlier run. */
export interface Since {
  readonly id: string;
  readonly comparison: Comparison;
}

export interface RunOfCourse {
  readonly id: string;
  readonly startedAt: string;
  readonly kit: string;
  readonly verdict: OverallVerdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Null: it is the first of its course. */
  readonly sinceLast: Since | null;
  /** Null: no run before it was conformant. */
  readonly sinceGreen: Since | null;
}

/** The runs in which the same was certified with the same. */
export interface Course {
  readonly certified: Certified;
  /** Newest last. */
  readonly runs: readonly RunOfCourse[];
  readonly flaky: readonly FlakyRule[];
}

/** @param kept oldest first. @returns the course that has the newest run last. */
export function coursesOf(kept: readonly KeptRun[]): Course[] {
  const courses = groupsOfAlike(kept, ({ document }) => certifiedText(certifiedIn(document)));
  const newest = (runs: readonly KeptRun[]): number => kept.findIndex(({ id }) => id === runs.at(-1)?.id);
  return courses.sort((a, b) => newest(a) - newest(b)).flatMap((runs) => courseOf(runs) ?? []);
}

function courseOf(runs: readonly KeptRun[]): Course | undefined {
  const [first] = runs;
  if (first === undefined) return undefined;
  return {
    certified: certifiedIn(first.document),
    runs: runs.map((each, i) => ofCourse(each, runs.slice(0, i))),
    flaky: flakyRules(runs.map(({ document }) => document)),
  };
}

function ofCourse(run: KeptRun, before: readonly KeptRun[]): RunOfCourse {
  const { startedAt, kit, verdict, findings } = run.document;
  return {
    id: run.id,
    startedAt,
    kit: `${kit.name} ${kit.version}`,
    verdict,
    counts: countVerdicts(findings),
    sinceLast: since(before.at(-1), run),
    sinceGreen: since(before.findLast(isGreen), run),
  };
}

function since(earlier: KeptRun | undefined, run: KeptRun): Since | null {
  return earlier === undefined
    ? null
    : { id: earlier.id, comparison: compareRuns(earlier.document, run.document) };
}
