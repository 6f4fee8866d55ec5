import { expect, test } from 'vitest';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import type { RunDocument } from '../json/run-document.js';
import { badgeOf } from './badge.js';

const document = (
  verdicts: readonly RunDocument['findings'][number]['verdict'][],
  more: Partial<RunDocument> = {},
): RunDocument => {
  const findings = verdicts.map((verdict, index) => handMadeFinding(`CLOSE-0${index + 1}`, verdict));
  return { ...handMadeDocument(findings), rules: { asked: findings.length, known: 3 }, ...more };
};

test('says what a run comes to', () => {
  expect(badgeOf(document(['pass', 'documents-disagree', 'not-applicable']))).toEqual({
    schemaVersion: 1,
    label: 'VDI conformance',
    message: 'conformant, 2 rules',
    color: 'brightgreen',
  });
  expect(badgeOf(document(['pass', 'fail', 'inconclusive']))).toMatchObject({
    message: 'not conformant, 1 of 3 rules failed',
    color: 'red',
    isError: true,
  });
});

test('green is for nothing less than every rule', () => {
  expect(badgeOf(document(['pass', 'pass']))).toMatchObject({
    message: 'conformant in 2 of 3 rules',
    color: 'blue',
  });
  expect(badgeOf(document(['pass', 'pass', 'inconclusive'])).color).toBe('yellow');
  const { target } = document([]);
  const planted = document(['pass', 'pass', 'pass'], { target: { ...target, fault: 'CLOSE-01.x' } });
  expect(badgeOf(planted)).toMatchObject({ message: 'no certification', color: 'lightgrey' });
});

test('advice is no part of it', () => {
  const findings = [
    handMadeFinding('CLIENT-01', 'pass'),
    handMadeFinding('CLIENT-02', 'fail', { level: 'SHOULD' }),
  ];
  const of = { ...handMadeDocument(findings), rules: { asked: 2, known: 2 } };
  expect(badgeOf(of)).toMatchObject({ message: 'conformant, 1 rule', color: 'brightgreen' });
});
