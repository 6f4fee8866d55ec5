import { describe, expect, test } from 'vitest';
import { handMadeDocument, handMadeFinding } from '../../../reports/json/hand-made.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import { mergeDocuments } from './merge-documents.js';

const ORDER = ['A-1', 'A-2', 'A-3'];
const finding = handMadeFinding;

/** The shards of a run of three rules, in two. */
function shards(second: Partial<RunDocument> = {}): [RunDocument, RunDocument] {
  return [
    {
      ...handMadeDocument([finding('A-1', 'pass'), finding('A-3', 'pass')]),
      shard: { index: 1, count: 2, ofRules: 3 },
    },
    {
      ...handMadeDocument([finding('A-2', 'pass')]),
      shard: { index: 2, count: 2, ofRules: 3 },
      startedAt: '2026-01-01T00:00:01.000Z',
      durationMs: 4_000,
      ...second,
    },
  ];
}

test('makes the document that the run would have had', () => {
  expect(mergeDocuments(shards().reverse(), ORDER)).toEqual({
    ...handMadeDocument([finding('A-1', 'pass'), finding('A-2', 'pass'), finding('A-3', 'pass')]),
    durationMs: 5_000,
    processes: 2,
  });
});

test.each([
  ['fail', [], 'not-conformant'],
  ['inconclusive', [], 'inconclusive'],
  ['pass', [{ where: 'vitest', message: 'a worker died' }], 'inconclusive'],
] as const)('a %s, or a problem, in one shard is the run’s', (verdict, problems, merged) => {
  const other = { findings: [finding('A-2', verdict)], problems: [...problems] };
  expect(mergeDocuments(shards(other), ORDER)).toMatchObject({ verdict: merged, problems });
});

test('advice that one shard did not follow is told of the run, and changes no verdict', () => {
  const advice = { findings: [finding('A-2', 'fail', { level: 'SHOULD', view: 'inside' })] };
  expect(mergeDocuments(shards(advice), ORDER)).toMatchObject({
    verdict: 'conformant',
    advice: { asked: 1, failed: ['A-2'], inconclusive: [] },
    view: 'inside',
  });
});

describe('refuses what is not one run', () => {
  const [first, second] = shards();
  const library = { ...first.target.library, sha256: 'ef'.repeat(32) };
  test.each<[string, RunDocument[], RegExp]>([
    ['one is missing', [first], /shard 2\/2 is missing/],
    ['one is there twice', [first, first, second], /shard 1\/2 is there 2 times/],
    ['another split', [first, { ...second, shard: { index: 2, count: 3, ofRules: 3 } }], /different ways/],
    ['another library', [first, { ...second, target: { ...second.target, library } }], /differ in target/],
    ['another kit', [first, { ...second, kit: { ...second.kit, version: '9' } }], /differ in kit/],
    ['a rule too few', [{ ...first, findings: first.findings.slice(1) }, second], /each rule once/],
    ['a rule twice', [first, { ...second, findings: [finding('A-1', 'pass')] }], /each rule once/],
    ['a whole run beside a shard', [first, handMadeDocument([finding('A-2', 'pass')])], /different ways/],
  ])('%s', (_, documents, why) => {
    expect(() => mergeDocuments(documents, ORDER)).toThrow(why);
  });
});
