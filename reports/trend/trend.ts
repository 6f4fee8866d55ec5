import type { OverallVerdict, Verdict } from '../../specs/findings/finding.js';
import { buildOf } from '../json/build-of.js';
import { countVerdicts } from '../json/count-verdicts.js';
import type { RunDocument } from '../json/run-document.js';

/** One run in the course of runs. */
export interface TrendPoint {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** What was certified, by its shortest name: SQL Server's build, or the library's file with version or digest. */
  readonly build: string;
  readonly verdict: OverallVerdict;
  /** Of the rules that the verdict is on; advice is not counted. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** Oldest first, the present run last. */
export type Trend = readonly TrendPoint[];

/** The course of these runs, in whatever order they come. */
export function trendOf(runs: readonly RunDocument[]): Trend {
  return runs
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
    .map(({ startedAt, target, verdict, findings }) => ({
      startedAt,
      build: buildOf(target),
      verdict,
      counts: countVerdicts(findings),
    }));
}

/** What has to be the same for two runs to be of one course; builds, versions of a client, kits and rules may be others. */
function ofOneCourse(a: RunDocument, b: RunDocument): boolean {
  return (
    a.target.name === b.target.name &&
    a.target.platform === b.target.platform &&
    a.target.fault === b.target.fault &&
    a.subject === b.subject &&
    a.client?.name === b.client?.name
  );
}

/** The course that led to this run: of the earlier ones those on the same target, about the same subject. */
export function trendUpTo(present: RunDocument, kept: readonly RunDocument[]): Trend {
  const before = kept.filter(
    (run) => ofOneCourse(run, present) && Date.parse(run.startedAt) < Date.parse(present.startedAt),
  );
  return trendOf([...before, present]);
}
