import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../specs/findings/finding.js';
import { handMadeDocument, handMadeFinding as finding } from '../json/hand-made.js';
import type { RunDocument } from '../json/run-document.js';
import { compareRuns } from './compare-runs.js';

const run = handMadeDocument;

test('a run beside itself: nothing changed', () => {
  const same = run([finding('A-1', 'pass'), finding('A-2', 'fail')]);
  expect(compareRuns(same, same)).toEqual({
    gotWorse: false,
    verdict: { before: 'not-conformant', after: 'not-conformant' },
    differences: [],
    rules: [],
    unchanged: 2,
    problems: { new: [], gone: [] },
  });
});

describe('a rule', () => {
  test.each<[Verdict, Verdict, string, boolean]>([
    ['pass', 'fail', 'worse', true],
    ['pass', 'inconclusive', 'worse', true],
    ['pass', 'documents-disagree', 'worse', true],
    ['pass', 'not-applicable', 'worse', true],
    ['inconclusive', 'fail', 'worse', true],
    ['fail', 'inconclusive', 'better', false],
    ['fail', 'pass', 'better', false],
    ['not-applicable', 'pass', 'better', false],
  ])('from %s to %s is %s', (before, after, change, gotWorse) => {
    const compared = compareRuns(run([finding('A-1', before)]), run([finding('A-1', after)]));
    expect(compared).toMatchObject({ gotWorse, unchanged: 0, rules: [{ rule: 'A-1', change }] });
    expect(compared.rules[0]).toMatchObject({ before: { verdict: before }, after: { verdict: after } });
  });

  test('that has its verdict for another reason is named, and is no worse', () => {
    const after = run([finding('A-1', 'fail', { reason: 'another' })]);
    expect(compareRuns(run([finding('A-1', 'fail')]), after)).toMatchObject({
      gotWorse: false,
      rules: [
        {
          change: 'reason',
          before: { reason: 'hand-made fail' },
          after: { verdict: 'fail', reason: 'another' },
        },
      ],
    });
  });

  test('that was asked for and is not any more is worse, whatever it was', () => {
    const before = run([finding('A-1', 'pass'), finding('A-2', 'fail')]);
    expect(compareRuns(before, run([finding('A-1', 'pass')]))).toMatchObject({
      gotWorse: true,
      unchanged: 1,
      rules: [{ rule: 'A-2', change: 'gone', before: { verdict: 'fail' }, after: null }],
    });
  });

  test.each<[Verdict, boolean]>([
    ['pass', false],
    ['not-applicable', false],
    ['inconclusive', true],
    ['fail', true],
  ])('that is new with %s: worse is %s', (verdict, gotWorse) => {
    const after = run([finding('A-1', 'pass'), finding('A-2', verdict)]);
    expect(compareRuns(run([finding('A-1', 'pass')]), after)).toMatchObject({
      gotWorse,
      rules: [{ rule: 'A-2', change: 'new', before: null }],
    });
  });
});

describe('advice', () => {
  const advice = (verdict: Verdict): RunDocument =>
    run([finding('A-1', 'pass'), finding('A-2', verdict, { level: 'SHOULD' })]);

  test.each([
    ['not followed any more', advice('pass'), advice('fail'), 'worse'],
    ['not asked for any more', advice('pass'), run([finding('A-1', 'pass')]), 'gone'],
    ['new and not followed', run([finding('A-1', 'pass')]), advice('fail'), 'new'],
  ])('%s is named, and makes no run worse', (_, before, after, change) => {
    expect(compareRuns(before, after)).toMatchObject({
      gotWorse: false,
      rules: [{ rule: 'A-2', change, countsAsWorse: false }],
    });
  });

  test('that was demanded before is worse', () => {
    const before = run([finding('A-2', 'pass')]);
    expect(compareRuns(before, run([finding('A-2', 'pass', { level: 'SHOULD' })]))).toMatchObject({
      gotWorse: true,
      rules: [{ change: 'worse' }],
    });
  });
});

test('a problem of the kit that was not there before is worse; one that is gone is not', () => {
  const sound = run([finding('A-1', 'pass')]);
  const problem = { where: 'vitest', message: 'a worker died' };
  const troubled: RunDocument = { ...sound, problems: [problem], verdict: 'inconclusive' };
  expect(compareRuns(sound, troubled)).toMatchObject({
    gotWorse: true,
    problems: { new: [problem], gone: [] },
  });
  expect(compareRuns(troubled, sound)).toMatchObject({
    gotWorse: false,
    problems: { new: [], gone: [problem] },
  });
  expect(compareRuns(troubled, troubled)).toMatchObject({ gotWorse: false, problems: { new: [], gone: [] } });
});

test('in what the runs are not alike is named', () => {
  const before = run([finding('A-1', 'pass')]);
  const { target } = before;
  const after: RunDocument = {
    ...before,
    kit: { ...before.kit, version: '1.0.0' },
    target: {
      ...target,
      name: 'wine',
      fault: 'A-1.broken',
      sqlServer: { version: 'told', productVersion: '16.0.1', productLevel: 'RTM', edition: 'Express' },
    },
    client: {
      name: 'mine',
      files: [
        { file: 'mine', sha256: 'ab' },
        { file: 'more', sha256: null },
      ],
    },
    shard: { index: 1, count: 2, ofRules: 2 },
  };
  const compared = compareRuns(before, after);
  expect(compared.gotWorse).toBe(false);
  expect(compared.differences).toEqual([
    { what: 'kit', before: 'vdi-conformance 0.0.0', after: 'vdi-conformance 1.0.0' },
    { what: 'target', before: 'embedded (linux-x64)', after: 'wine (linux-x64)' },
    { what: 'build', before: 'libvdi.so 1.0', after: 'SQL Server 16.0.1' },
    { what: 'client', before: null, after: 'mine, sha256 ab; more' },
    { what: 'fault', before: null, after: 'A-1.broken' },
    { what: 'shard', before: null, after: '1/2' },
  ]);
});
