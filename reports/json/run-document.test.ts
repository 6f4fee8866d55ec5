import { expect, test } from 'vitest';
import { handMadeFinding } from './hand-made.js';
import { verdictOfRun } from './run-document.js';

const PROBLEM = [{ where: 'the kit', message: 'broke' }];

test.each([
  [['pass', 'documents-disagree', 'not-applicable'], [], 'conformant'],
  [['pass'], PROBLEM, 'inconclusive'],
  [['pass', 'inconclusive'], [], 'inconclusive'],
  [['pass', 'inconclusive', 'fail'], PROBLEM, 'not-conformant'],
  [[], [], 'inconclusive'],
] as const)('%j with problems %j is %s', (verdicts, problems, verdict) => {
  expect(
    verdictOfRun(
      verdicts.map((each) => handMadeFinding('CLOSE-01', each)),
      problems,
    ),
  ).toBe(verdict);
});
