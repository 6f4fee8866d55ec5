import { z } from 'zod';
import { LEVELS } from '../rules/rule.js';
import { viewSchema } from './view.js';

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

/** The first moment at which something departed from what is documented, and what it should have done. */
export const firstDepartureSchema = z.object({
  /** The event (its `n`) in which it did. */
  event: z.number().int().positive(),
  /** What it did, and what it should have done, for a reader who has not seen the history. */
  did: z.string(),
  should: z.string(),
  /** Where that is written: page and section, no sentence of it. */
  written: z.string(),
});
export type FirstDeparture = z.infer<typeof firstDepartureSchema>;

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
  /** On a fail, where the judge can tell. */
  departure: firstDepartureSchema.optional(),
  /**
   * Id of the contradiction of the documents on which it turned: the target did what one place says and another denies. On
   * `documents-disagree` always; on a fail where the certified reading follows the other place.
   */
  contradiction: z.string().optional(),
});
export type Judgement = z.infer<typeof judgementSchema>;

export const findingSchema = judgementSchema.extend({
  rule: z.string(),
  /** The rule's. Documents of kits that knew no other than MUST in a verdict left it out. */
  level: z.enum(LEVELS).default('MUST'),
  scenario: z.string(),
  /** Path relative to the output folder, and digest of the bytes on disk. */
  history: z.object({ path: z.string(), sha256: z.string() }),
  /** The judgement on each case, in the scenario's order. */
  cases: z.array(judgementSchema.extend({ case: z.string() })),
  /** Of a rule about the client: from where its programs were seen. */
  view: viewSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Is it on what good sense demands, and no page? Then it is reported apart, and no part of the verdict on a run. */
export function isAdvice({ level }: Pick<Finding, 'level'>): boolean {
  return level === 'SHOULD';
}

/** Does it keep a run from being conformant by itself? A spec that leaves such a finding fails as a test. */
export function standsInTheWay(finding: Pick<Finding, 'verdict' | 'level'>): boolean {
  return (finding.verdict === 'fail' || finding.verdict === 'inconclusive') && !isAdvice(finding);
}

export type OverallVerdict = 'conformant' | 'not-conformant' | 'inconclusive';

/**
 * The verdict on a whole run: one fail makes it not conformant; else anything that was not concluded makes it
 * inconclusive, and so does a run in which no rule was kept because none applied or none was judged. Rules of the level
 * SHOULD change nothing, whatever was found: a run of these alone certifies nothing, and is inconclusive.
 */
export function overallVerdict(all: readonly Pick<Finding, 'verdict' | 'level'>[]): OverallVerdict {
  const findings = all.filter((finding) => !isAdvice(finding));
  const some = (...verdicts: Verdict[]): boolean =>
    findings.some(({ verdict }) => verdicts.includes(verdict));
  if (some('fail')) return 'not-conformant';
  if (some('inconclusive') || !some('pass', 'documents-disagree')) return 'inconclusive';
  return 'conformant';
}
