import { isAdvice, verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import type { RunFinding } from './run-document.js';

/** How many rules have which verdict, of those that the run's verdict is on: advice is not counted. */
export function countVerdicts(findings: readonly RunFinding[]): Readonly<Record<Verdict, number>> {
  const demanded = findings.filter((finding) => !isAdvice(finding));
  const count = (verdict: Verdict): number =>
    demanded.filter((finding) => finding.verdict === verdict).length;
  return Object.fromEntries(verdictSchema.options.map((verdict) => [verdict, count(verdict)])) as Record<
    Verdict,
    number
  >;
}
