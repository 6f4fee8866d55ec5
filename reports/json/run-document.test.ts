import { expect, test } from 'vitest';
import { handMadeClient, handMadeDocument, handMadeFinding } from './hand-made.js';
import { runDocumentSchema, summaryOf, verdictOfRun } from './run-document.js';

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

test('advice is told apart, by name, and changes no verdict', () => {
  const findings = [
    handMadeFinding('CLIENT-01', 'pass'),
    handMadeFinding('CLIENT-02', 'fail', { level: 'SHOULD' }),
    handMadeFinding('CLIENT-03', 'inconclusive', { level: 'SHOULD' }),
    handMadeFinding('CLIENT-04', 'pass', { level: 'SHOULD' }),
  ];
  expect(verdictOfRun(findings, [])).toBe('conformant');
  expect(summaryOf(findings)).toEqual({
    advice: { asked: 3, failed: ['CLIENT-02'], inconclusive: ['CLIENT-03'] },
  });
});

test.each([
  [['inside', 'inside'], 'inside'],
  [['inside', 'outside'], 'outside'],
  [['inside', undefined], 'inside'],
  [[undefined], undefined],
] as const)('of the views %j the run rests on %s', (views, view) => {
  const findings = views.map((each) => handMadeFinding('CLIENT-01', 'pass', each && { view: each }));
  expect(summaryOf(findings).view).toBe(view);
});

test('keeps what is told of a client, who it was, and of the first departure', () => {
  const departure = { event: 7, did: 'waited on', should: 'stop', written: 'a page, Remarks' };
  const found = handMadeFinding('CLIENT-01', 'fail', { view: 'inside', departure });
  const document = {
    ...handMadeDocument([found]),
    subject: 'client' as const,
    client: handMadeClient('yours'),
  };
  expect(runDocumentSchema.parse(document)).toEqual(document);
});

test('a document of a kit that told no levels is of demands alone', () => {
  const old = { ...handMadeFinding('CLOSE-01', 'fail'), level: undefined };
  const read = runDocumentSchema.parse({ ...handMadeDocument([]), findings: [old] });
  expect(read.findings[0]?.level).toBe('MUST');
});
