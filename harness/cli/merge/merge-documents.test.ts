import { describe, expect, test } from 'vitest';
import { handMadeClient, handMadeDocument, handMadeFinding } from '../../../reports/json/hand-made.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import { ruleById } from '../../../specs/rules/catalogue.js';
import { mergeDocuments } from './merge-documents.js';

const RULES = ['A-1', 'A-2', 'A-3'].map((id) => ({ ...ruleById('CLOSE-01'), id }));
const ASKED = { count: 2, ofRules: 3, rules: RULES.map(({ id }) => id) };
const finding = handMadeFinding;
const merged = (...documents: RunDocument[]): RunDocument => mergeDocuments(documents, RULES).document;

/** The shards of a run of three rules, in two. */
function shards(second: Partial<RunDocument> = {}): [RunDocument, RunDocument] {
  return [
    {
      ...handMadeDocument([finding('A-1', 'pass'), finding('A-3', 'pass')]),
      shard: { index: 1, ...ASKED },
    },
    {
      ...handMadeDocument([finding('A-2', 'pass')]),
      shard: { index: 2, ...ASKED },
      startedAt: '2026-01-01T00:00:01.000Z',
      durationMs: 4_000,
      ...second,
    },
  ];
}

test('makes the document that the run would have had', () => {
  expect(merged(...shards().reverse())).toEqual({
    ...handMadeDocument([finding('A-1', 'pass'), finding('A-2', 'pass'), finding('A-3', 'pass')]),
    durationMs: 5_000,
    processes: 2,
  });
});

test('says of which client it is', () => {
  const client = handMadeClient('yours');
  const [first, second] = shards({ client });
  expect(merged({ ...first, client }, second).client).toEqual(client);
});

test.each([
  ['fail', [], 'not-conformant'],
  ['inconclusive', [], 'inconclusive'],
  ['pass', [{ where: 'vitest', message: 'a worker died' }], 'inconclusive'],
] as const)('a %s, or a problem, in one shard is the run’s', (verdict, problems, expected) => {
  const other = { findings: [finding('A-2', verdict)], problems: [...problems] };
  expect(merged(...shards(other))).toMatchObject({ verdict: expected, problems });
});

test('advice that one shard did not follow is told of the run, and changes no verdict', () => {
  const advice = { findings: [finding('A-2', 'fail', { level: 'SHOULD', view: 'inside' })] };
  expect(merged(...shards(advice))).toMatchObject({
    verdict: 'conformant',
    advice: { asked: 1, failed: ['A-2'], inconclusive: [] },
    view: 'inside',
  });
});

describe('a shard that is missing', () => {
  const [first, second] = shards();

  test('makes the run inconclusive, and its rules with it', () => {
    expect(merged(first)).toMatchObject({
      verdict: 'inconclusive',
      rules: { asked: 3 },
      findings: [
        { rule: 'A-1', verdict: 'pass' },
        {
          rule: 'A-2',
          verdict: 'inconclusive',
          reason: 'shard 2/2 is missing: it was not run',
          history: null,
          scenario: null,
        },
        { rule: 'A-3', verdict: 'pass' },
      ],
      problems: [{ where: 'merge', message: 'shard 2/2 is missing: 1 rule was not run (A-2)' }],
    });
    expect(merged(second).problems).toEqual([
      { where: 'merge', message: 'shard 1/2 is missing: 2 rules were not run (A-1, A-3)' },
    ]);
  });

  test('excuses nothing that failed elsewhere', () => {
    const failed = { ...first, findings: [finding('A-1', 'fail'), finding('A-3', 'pass')] };
    expect(merged(failed).verdict).toBe('not-conformant');
  });

  test('makes it inconclusive where its rules are not told either', () => {
    const untold = { ...first, shard: { index: 1, count: 2, ofRules: 3 } };
    expect(merged(untold)).toMatchObject({
      verdict: 'inconclusive',
      rules: { asked: 3 },
      findings: [{ rule: 'A-1' }, { rule: 'A-3' }],
      problems: [{ where: 'merge', message: 'shard 2/2 is missing: 1 rule was not run' }],
    });
  });
});

describe('a shard that was certified more than once', () => {
  const [first, second] = shards();
  const again = {
    ...first,
    findings: [finding('A-1', 'inconclusive'), finding('A-3', 'pass', { reason: 'again' })],
  };

  test('counts with the worse verdict on each rule, and with the evidence for it', () => {
    const { document, countsFrom } = mergeDocuments([first, again, second], RULES);
    expect(document).toMatchObject({
      verdict: 'inconclusive',
      rules: { asked: 3 },
      findings: [
        { rule: 'A-1', verdict: 'inconclusive' },
        { rule: 'A-2' },
        { rule: 'A-3', reason: 'hand-made pass' },
      ],
    });
    expect(countsFrom).toEqual([new Set(['A-3']), new Set(['A-1']), new Set(['A-2'])]);
  });

  test('a whole run too', () => {
    const whole = (verdict: 'pass' | 'documents-disagree'): RunDocument =>
      handMadeDocument([finding('A-1', verdict)]);
    expect(merged(whole('documents-disagree'), whole('pass'))).toMatchObject({
      verdict: 'conformant',
      findings: [{ verdict: 'documents-disagree' }],
    });
  });
});

describe('refuses what is not one run', () => {
  const [first, second] = shards();
  const library = { ...first.target.library, sha256: 'ef'.repeat(32) };
  const another = { ...second, shard: { index: 2, ...ASKED, rules: ['A-1', 'A-2', 'A-4'] } };
  test.each<[string, RunDocument[], RegExp]>([
    ['another split', [first, { ...second, shard: { ...ASKED, index: 2, count: 3 } }], /different ways/],
    ['other rules asked for', [first, another], /different ways/],
    ['another library', [first, { ...second, target: { ...second.target, library } }], /differ in target/],
    ['another kit', [first, { ...second, kit: { ...second.kit, version: '9' } }], /differ in kit/],
    ['another client', [first, { ...second, client: handMadeClient('mine') }], /differ in client/],
    ['a rule too few', [{ ...first, findings: first.findings.slice(1) }, second], /each rule once/],
    ['a rule in two parts', [first, { ...second, findings: [finding('A-1', 'pass')] }], /each rule once/],
    [
      'a part with all rules, where one is missing',
      [{ ...first, findings: RULES.map(({ id }) => finding(id, 'pass')) }],
      /each rule once/,
    ],
    [
      'a part twice, with other rules',
      [first, second, { ...second, findings: [finding('A-4', 'pass')] }],
      /different rules/,
    ],
    ['a whole run beside a shard', [first, handMadeDocument([finding('A-2', 'pass')])], /different ways/],
  ])('%s', (_, documents, why) => {
    expect(() => mergeDocuments(documents, RULES)).toThrow(why);
  });
});
