import type { Verdict } from './finding.js';

/**
 * The order of verdicts, worst last. Of several verdicts on one rule (its cases, the shards of a run that both have it) the
 * worst counts; that it does not apply in one of them says nothing where it applies in another.
 */
export const VERDICTS_WORST_LAST: readonly Verdict[] = [
  'not-applicable',
  'pass',
  'documents-disagree',
  'inconclusive',
  'fail',
];

function rank(verdict: Verdict): number {
  return VERDICTS_WORST_LAST.indexOf(verdict);
}

/** Of these the one with the worst verdict, the first of equals; of none: undefined. */
export function worstOf<T extends { readonly verdict: Verdict }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (so, each) => (so === undefined || rank(each.verdict) > rank(so.verdict) ? each : so),
    undefined,
  );
}

/** Where a rule that does not apply stands in time: below all that was kept, above what was not. */
const DOES_NOT_APPLY = (rank('documents-disagree') + rank('inconclusive')) / 2;

function standing(verdict: Verdict): number {
  return verdict === 'not-applicable' ? DOES_NOT_APPLY : rank(verdict);
}

/**
 * Is a rule's verdict worse than it was in an earlier run? By the order above, but for a rule that was kept and does not
 * apply any more: less is certified than before, which is worse, and the other way round it is better.
 */
export function isWorseThan(before: Verdict, after: Verdict): boolean {
  return standing(after) > standing(before);
}
