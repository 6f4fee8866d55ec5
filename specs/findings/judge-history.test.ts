import { describe, expect, it } from 'vitest';
import { HISTORY_SCHEMA, type History } from '../../harness/history/history.js';
import { overallVerdict, standsInTheWay, type Judgement, type Verdict } from './finding.js';
import { judgeHistory } from './judge-history.js';

function historyOf(...ids: string[]): History {
  return {
    schema: HISTORY_SCHEMA,
    rule: 'CLOSE-01',
    scenario: 'made-by-hand',
    kit: { name: 'vdi-conformance', version: '0.0.0' },
    target: {
      name: 'none',
      platform: 'none',
      library: { file: 'none', sha256: '', version: null },
      fault: null,
    },
    startedAt: '2026-01-01T00:00:00.000Z',
    cases: ids.map((id) => ({ id, parameters: { verdict: id } })),
    events: [],
  };
}

const asNamed = (_: unknown, parameters: Record<string, unknown>): Judgement => ({
  verdict: parameters['verdict'] as Verdict,
  reason: 'as named',
  decidedBy: [],
});

describe('the verdict on a scenario', () => {
  it.each([
    ['pass', ['pass', 'pass']],
    ['pass', ['pass', 'not-applicable']],
    ['not-applicable', ['not-applicable', 'not-applicable']],
    ['documents-disagree', ['pass', 'documents-disagree']],
    ['inconclusive', ['pass', 'inconclusive', 'documents-disagree']],
    ['fail', ['inconclusive', 'fail', 'pass']],
  ] satisfies [Verdict, Verdict[]][])('is %s for %j', (verdict, cases) => {
    const { judgement } = judgeHistory(asNamed, historyOf(...cases));
    expect(judgement.verdict).toBe(verdict);
  });

  it('names the case that decided', () => {
    expect(judgeHistory(asNamed, historyOf('pass', 'fail')).judgement.reason).toBe('case fail: as named');
  });

  it('is inconclusive when no case was run', () => {
    expect(judgeHistory(asNamed, historyOf()).judgement.verdict).toBe('inconclusive');
  });

  it('is inconclusive when the judge throws, and says so', () => {
    const { judgement } = judgeHistory(() => {
      throw new Error('a slip');
    }, historyOf('one'));
    expect(judgement).toMatchObject({ verdict: 'inconclusive' });
    expect(judgement.reason).toContain('a slip');
  });
});

describe('the verdict on a run', () => {
  it.each([
    ['conformant', ['pass', 'documents-disagree', 'not-applicable']],
    ['inconclusive', ['pass', 'inconclusive']],
    ['not-conformant', ['inconclusive', 'fail']],
    ['inconclusive', ['not-applicable']],
    ['inconclusive', []],
  ] satisfies [string, Verdict[]][])('is %s for %j', (overall, verdicts) => {
    expect(overallVerdict(verdicts.map((verdict) => ({ verdict, level: 'MUST' })))).toBe(overall);
  });

  it.each([
    ['conformant', 'pass', 'fail'],
    ['conformant', 'pass', 'inconclusive'],
    ['not-conformant', 'fail', 'pass'],
    ['inconclusive', 'inconclusive', 'pass'],
    ['inconclusive', 'not-applicable', 'pass'],
  ] satisfies [string, Verdict, Verdict][])(
    'is %s for a MUST that is %s beside a SHOULD that is %s',
    (overall, must, should) => {
      const found = [
        { verdict: should, level: 'SHOULD' },
        { verdict: must, level: 'MUST' },
      ] as const;
      expect(overallVerdict(found)).toBe(overall);
    },
  );

  it.each(['pass', 'fail'] satisfies Verdict[])(
    'is inconclusive for a SHOULD alone, be it a %s',
    (verdict) => {
      expect(overallVerdict([{ verdict, level: 'SHOULD' }])).toBe('inconclusive');
    },
  );
});

describe('what makes a spec fail', () => {
  it.each([
    ['fail', 'MUST', true],
    ['inconclusive', 'MUST', true],
    ['fail', 'HAZARD', true],
    ['fail', 'SHOULD', false],
    ['inconclusive', 'SHOULD', false],
    ['documents-disagree', 'MUST', false],
  ] as const)('a %s of a %s: %s', (verdict, level, does) => {
    expect(standsInTheWay({ verdict, level })).toBe(does);
  });
});
