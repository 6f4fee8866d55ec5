import { isDeepStrictEqual } from 'node:util';
import type { OverallVerdict, Verdict } from '../../specs/findings/finding.js';
import { buildOf } from '../json/build-of.js';
import { countVerdicts } from '../json/count-verdicts.js';
import type { RunDocument } from '../json/run-document.js';
import { certifiedIn } from '../kept/certified.js';

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

/** The course that led to this run: of the earlier ones those in which the same was certified, of whatever build. */
export function trendUpTo(present: RunDocument, kept: readonly RunDocument[]): Trend {
  const what = (run: RunDocument): object => ({ ...certifiedIn(run), build: null });
  const before = kept.filter(
    (run) =>
      isDeepStrictEqual(what(run), what(present)) &&
      Date.parse(run.startedAt) < Date.parse(present.startedAt),
  );
  return trendOf([...before, present]);
}
