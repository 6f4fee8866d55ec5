import { expect, test } from 'vitest';
import { verdictSchema, type Verdict } from './finding.js';
import { isWorseThan, VERDICTS_WORST_LAST, worstOf } from './verdict-order.js';

test('the order has every verdict once', () => {
  expect([...VERDICTS_WORST_LAST].sort()).toEqual([...verdictSchema.options].sort());
});

test('the worst counts, the first of equals', () => {
  const all = (['pass', 'inconclusive', 'not-applicable', 'inconclusive'] as const).map((verdict, n) => ({
    verdict,
    n,
  }));
  expect(worstOf(all)).toEqual({ verdict: 'inconclusive', n: 1 });
  expect(worstOf<{ verdict: Verdict }>([])).toBeUndefined();
});

test.each<[Verdict, Verdict]>([
  ['pass', 'documents-disagree'],
  ['pass', 'inconclusive'],
  ['inconclusive', 'fail'],
  ['not-applicable', 'fail'],
  ['not-applicable', 'inconclusive'],
  ['pass', 'not-applicable'],
  ['documents-disagree', 'not-applicable'],
])('from %s to %s it got worse, and back it did not', (before, after) => {
  expect(isWorseThan(before, after)).toBe(true);
  expect(isWorseThan(after, before)).toBe(false);
});

test.each(verdictSchema.options)('%s is no worse than itself', (verdict) => {
  expect(isWorseThan(verdict, verdict)).toBe(false);
});
