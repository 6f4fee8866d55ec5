import { expect, test } from 'vitest';
import { flakyRules } from './flaky.js';
import { handMadeClient } from '../json/hand-made.js';
import { handMadeRun } from './hand-made.js';

test('a rule that had another verdict in two of five runs is named with how often', () => {
  const runs = (['pass', 'fail', 'pass', 'inconclusive', 'pass'] as const).map((verdict, i) =>
    handMadeRun(i + 1, [verdict, 'fail']),
  );
  expect(flakyRules(runs)).toEqual([
    {
      rule: 'A-1',
      differed: 2,
      ofRuns: 5,
      usual: 'pass',
      verdicts: { pass: 3, fail: 1, inconclusive: 1 },
      kit: 'vdi-conformance 0.0.0',
      library: 'cd'.repeat(32),
    },
  ]);
});

test('of two verdicts as frequent the better is the usual', () => {
  expect(flakyRules([handMadeRun(1, ['fail']), handMadeRun(2, ['pass'])])).toMatchObject([
    { usual: 'pass', differed: 1, ofRuns: 2 },
  ]);
});

test('runs that did not ask for a rule do not count', () => {
  const runs = [handMadeRun(1, ['pass', 'pass']), handMadeRun(2, ['pass']), handMadeRun(3, ['pass', 'fail'])];
  expect(flakyRules(runs)).toMatchObject([{ rule: 'A-2', differed: 1, ofRuns: 2 }]);
});

test('a run in which a rule was not played, as its shard was missing, does not count', () => {
  const [pass, fail, third] = [handMadeRun(1, ['pass']), handMadeRun(2, ['fail']), handMadeRun(3, ['pass'])];
  const findings = third.findings.map((each) => ({
    ...each,
    verdict: 'inconclusive' as const,
    history: null,
  }));
  const missing = { ...third, findings };
  expect(flakyRules([pass, missing])).toEqual([]);
  expect(flakyRules([pass, fail, missing])).toMatchObject([{ differed: 1, ofRuns: 2 }]);
});

const run = handMadeRun(1, ['pass']);
const { library } = run.target;
test.each([
  ['kit', { kit: { ...run.kit, version: '2.0.0' } }],
  ['rule set', { ruleSet: { version: '0.0.0', digest: 'ab'.repeat(32) } }],
  ['library', { target: { ...run.target, library: { ...library, sha256: 'ef'.repeat(32) } } }],
  ['version of the client', { client: handMadeClient('yours') }],
  ['instance', { target: { ...run.target, instance: 'SQLEXPRESS' } }],
])('a verdict that is another with another %s is no flaky one', (_, other) => {
  expect(flakyRules([run, handMadeRun(2, ['fail'], other)])).toEqual([]);
});
