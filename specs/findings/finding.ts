import { z } from 'zod';

/**
 * A finding: the verdict on one rule with the evidence for it.
 *
 * - `pass`: the target did what the rule asks, in every case of the scenario.
 * - `fail`: it departed from it; a crash, a hang or a malformed answer of the target is a fail as well.
 * - `inconclusive`: it could not be observed here, and why. Never green: not certified.
 * - `not-applicable`: the rule does not apply to this subject or target, and why.
 * - `documents-disagree`: the target did what one page says and another denies; does not stand in the way
 *   of conformance.
 */
export const verdictSchema = z.enum(['pass', 'documents-disagree', 'not-applicable', 'inconclusive', 'fail']);
export type Verdict = z.infer<typeof verdictSchema>;

/** What a judge says of a history: a pure function's value. */
export const judgementSchema = z.object({
  verdict: verdictSchema,
  /** One sentence for a reader who has not seen the history. */
  reason: z.string(),
  /** On a fail: what should have been seen, and what was. */
  expected: z.string().optional(),
  observed: z.string().optional(),
  /** The events (their `n`) that decided. */
  decidedBy: z.array(z.number().int().positive()),
});
export type Judgement = z.infer<typeof judgementSchema>;

export const findingSchema = judgementSchema.extend({
  rule: z.string(),
  scenario: z.string(),
  /** Path relative to the output folder, and digest of the bytes on disk. */
  history: z.object({ path: z.string(), sha256: z.string() }),
  /** The judgement on each case, in the scenario's order. */
  cases: z.array(judgementSchema.extend({ case: z.string() })),
});
export type Finding = z.infer<typeof findingSchema>;

export type OverallVerdict = 'conformant' | 'not-conformant' | 'inconclusive';

/**
 * The verdict on a whole run: one fail makes it not conformant; else anything that was not concluded makes it
 * inconclusive, and so does a run in which no rule was kept because none applied or none was judged.
 */
export function overallVerdict(findings: readonly Pick<Finding, 'verdict'>[]): OverallVerdict {
  const some = (...verdicts: Verdict[]): boolean =>
    findings.some(({ verdict }) => verdicts.includes(verdict));
  if (some('fail')) return 'not-conformant';
  if (some('inconclusive') || !some('pass', 'documents-disagree')) return 'inconclusive';
  return 'conformant';
}
