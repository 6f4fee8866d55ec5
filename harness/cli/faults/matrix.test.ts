import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../specs/rules/rule.js';
import { isComplete, matrixOf, onlyKitFailed } from './matrix.js';
import type { FaultOutcome } from './outcome.js';

const rules = [
  { id: 'CLOSE-01', level: 'MUST' },
  { id: 'CLOSE-02', level: 'MUST' },
  { id: 'CLOSE-06', level: 'HAZARD' },
] as Rule[];
const fault = (id: string) => ({ id, description: '' });
const all = [fault('CLOSE-01.a'), fault('CLOSE-01.b'), fault('CLOSE-02.a')];

function outcome(id: string, fields: Partial<FaultOutcome> = {}): FaultOutcome {
  const [rule = ''] = id.split('.');
  return {
    id,
    rule,
    description: '',
    caughtBy: [rule],
    caughtForTheReason: true,
    unexpected: [],
    reaches: [],
    reachesBecause: null,
    inconclusive: [],
    kitFailed: [],
    evidence: { case: 'one', reason: '', observed: null },
    durationMs: 1,
    ...fields,
  };
}

describe('the kill matrix', () => {
  it('is complete when every rule has a fault that it alone catches, for its reason', () => {
    const matrix = matrixOf(
      all.map(({ id }) => outcome(id)),
      all,
      rules,
      1,
    );
    expect(matrix).toMatchObject({ total: 3, caught: 3, rulesWithoutOwnFault: [] });
    expect(isComplete(matrix)).toBe(true);
  });

  it.each([
    ['caught by others too', { caughtBy: ['CLOSE-01', 'CLOSE-02'] }],
    ['caught for another reason', { caughtForTheReason: false }],
    ['not caught', { caughtBy: [], caughtForTheReason: false }],
  ])('names the rule whose only fault is %s', (_, fields) => {
    const outcomes = [outcome('CLOSE-01.a'), outcome('CLOSE-01.b'), outcome('CLOSE-02.a', fields)];
    const matrix = matrixOf(outcomes, all, rules, 1);
    expect(matrix.rulesWithoutOwnFault).toEqual(['CLOSE-02']);
    expect(isComplete(matrix)).toBe(false);
  });

  it('does not count a fault that a rule catches which it ought not to reach', () => {
    const reaching = outcome('CLOSE-01.a', { caughtBy: ['CLOSE-01', 'CLOSE-02'], unexpected: ['CLOSE-02'] });
    const matrix = matrixOf([reaching, outcome('CLOSE-01.b'), outcome('CLOSE-02.a')], all, rules, 1);
    expect(matrix).toMatchObject({ total: 3, caught: 2, rulesWithoutOwnFault: [] });
    expect(isComplete(matrix)).toBe(false);
  });

  it('is not complete where the kit failed, which is no fault that was not caught', () => {
    const matrix = (fields: Partial<FaultOutcome>) =>
      matrixOf([outcome('CLOSE-01.a', fields), outcome('CLOSE-01.b'), outcome('CLOSE-02.a')], all, rules, 1);
    const elsewhere = matrix({ kitFailed: ['CLOSE-02'] });
    expect([isComplete(elsewhere), onlyKitFailed(elsewhere)]).toEqual([false, true]);
    const notSeen = { caughtBy: [], caughtForTheReason: false, evidence: null };
    const ofItsOwn = matrix({ ...notSeen, kitFailed: ['CLOSE-01'] });
    expect([isComplete(ofItsOwn), onlyKitFailed(ofItsOwn)]).toEqual([false, true]);
    expect(onlyKitFailed(matrix({ ...notSeen, kitFailed: ['CLOSE-02'] }))).toBe(false);
    expect(onlyKitFailed(matrix({ caughtForTheReason: false, kitFailed: ['CLOSE-01'] }))).toBe(false);
    expect(onlyKitFailed(matrix({ unexpected: ['CLOSE-02'], kitFailed: ['CLOSE-02'] }))).toBe(false);
    expect(onlyKitFailed(matrix({}))).toBe(false);
  });

  it('says nothing of a rule of which not every fault was run', () => {
    const matrix = matrixOf([outcome('CLOSE-01.a', { caughtBy: ['CLOSE-01', 'CLOSE-02'] })], all, rules, 1);
    expect(matrix.rulesWithoutOwnFault).toEqual([]);
  });
});
