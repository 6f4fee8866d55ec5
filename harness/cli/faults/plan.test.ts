import { expect, it } from 'vitest';
import type { ScenarioCase } from '../../../specs/scenario.js';
import type { RuleCheck } from './checks.js';
import { plan } from './plan.js';

const aCase = (id: string, devices = 1): ScenarioCase => ({
  id,
  parameters: { devices },
  processes: 2,
  script: () => Promise.resolve(),
});
const check = (rule: string, scenario: string, ...cases: ScenarioCase[]): RuleCheck => ({
  rule,
  scenario: { id: scenario, cases },
  judge: () => ({ verdict: 'pass', reason: '', decidedBy: [] }),
});
const checks = [
  check('A', 'load', aCase('shared'), aCase('a')),
  check('B', 'load', aCase('shared'), aCase('a', 3)),
  check('C', 'other', aCase('shared'), aCase('c')),
];
const planned = (own: string, thorough: boolean) =>
  plan(checks, own, thorough).map(
    ({ definition, judgedBy }) => `${definition.id}: ${judgedBy.map(({ rule }) => rule).join()}`,
  );

it('takes every case of the own rule and the first of each other, and a shared one once', () => {
  expect(planned('C', false)).toEqual(['shared: C', 'c: C', 'shared: A,B']);
  expect(planned('A', false)).toEqual(['shared: A,B', 'a: A', 'shared: C']);
});

it('takes every case of every rule when it is to be thorough', () => {
  expect(planned('B', true)).toEqual(['shared: B,A', 'a: B', 'a: A', 'shared: C', 'c: C']);
});
