import { compareRuns, type Comparison } from '../../reports/compare/compare-runs.js';
import { comparisonText, sideLines } from '../../reports/terminal/comparison-text.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { Locale } from '../../specs/rules/rule.js';
import { readRun } from './compare/read-run.js';
import { EXIT } from './exit-code.js';

/** For programs, or for people in their language. */
export interface ComparisonForm {
  readonly json: boolean;
  readonly lang: Locale;
}

/** What `compare --json` prints. */
export const COMPARISON_SCHEMA = 'vdi-conformance/comparison/1';

/**
 * `vdi-conformance compare`: what changed between two runs.
 * @param before a run's output folder or document; `after` a later one's.
 * @returns the exit code: 1 when something got worse.
 * @throws UsageError UNREADABLE_RUN
 */
export async function compare(
  before: string,
  after: string,
  form: ComparisonForm,
  out: TextStream,
): Promise<number> {
  const [earlier, later] = await Promise.all([readRun(before), readRun(after)]);
  const comparison = compareRuns(earlier.document, later.document);
  printComparison(comparison, null, form, out);
  return exitCodeOfComparison(comparison);
}

/** @param which of the runs, if they have names. */
export function printComparison(
  comparison: Comparison,
  which: { readonly before: string; readonly after: string } | null,
  { json, lang }: ComparisonForm,
  out: TextStream,
): void {
  if (json) {
    out.write(`${JSON.stringify({ schema: COMPARISON_SCHEMA, ...which, ...comparison }, null, 2)}\n`);
    return;
  }
  if (which !== null) out.write(`${sideLines(which.before, which.after, lang).join('\n')}\n\n`);
  out.write(comparisonText(comparison, out, lang));
}

export function exitCodeOfComparison({ gotWorse }: Comparison): number {
  return gotWorse ? EXIT.notConformant : EXIT.conformant;
}
