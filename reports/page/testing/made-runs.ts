import { readFileSync } from 'node:fs';
import type { History } from '../../../harness/history/history.js';
import { handMade } from '../../../specs/findings/hand-made.js';
import { RULES } from '../../../specs/rules/catalogue.js';
import { handMadeDocument, handMadeFinding } from '../../json/hand-made.js';
import type { RunDocument, RunFinding } from '../../json/run-document.js';
import { handMadeHistory } from '../../timeline/hand-made.js';
import type { Trend } from '../../trend/trend.js';
import type { CertificateBeside } from '../facts.js';
import { runPage } from '../run-page.js';

/** Runs made by hand whose pages have everything that a page can have. */
export interface MadeRun {
  readonly document: RunDocument;
  readonly histories: ReadonlyMap<string, History>;
  readonly trend?: Trend;
  readonly certificate?: CertificateBeside;
}

/** What a target could write to break the page. */
export const HOSTILE = '</script><img src="https://example.invalid/x" onerror="throw 1"> & \u0000 {shown}';

const CASE = { case: 'case', decidedBy: [2] };

function run(findings: readonly RunFinding[], more: Partial<RunDocument> = {}): MadeRun {
  const history = handMadeHistory(
    handMade()
      .program()
      .close('NOERROR')
      .call('client', 'device:a', 'GetCommand', 'VD_E_ABORT')
      .objects('end'),
  );
  const kept = findings.filter((finding) => finding.history !== null);
  return {
    document: { ...handMadeDocument([...findings]), ...more },
    histories: new Map(kept.map(({ rule }) => [rule, { ...history, rule }])),
  };
}

/** All rules of the interface, kept: the last of several runs, signed. */
export function passed(): MadeRun {
  const findings = RULES.filter(({ subject }) => subject === 'interface').map(({ id, level }) =>
    handMadeFinding(id, 'pass', { level, cases: [{ ...CASE, verdict: 'pass', reason: 'as asked' }] }),
  );
  const counts = { pass: 17, 'documents-disagree': 0, 'not-applicable': 0, inconclusive: 0, fail: 0 };
  const at = (day: number): string => `2026-01-0${day}T00:00:00.000Z`;
  const trend: Trend = [
    {
      startedAt: at(1),
      build: 'libvdi.so 0.8',
      verdict: 'not-conformant',
      counts: { ...counts, pass: 15, fail: 2 },
    },
    {
      startedAt: at(2),
      build: 'libvdi.so 0.9',
      verdict: 'inconclusive',
      counts: { ...counts, pass: 16, inconclusive: 1 },
    },
    { startedAt: at(3), build: 'libvdi.so 1.0', verdict: 'conformant', counts },
  ];
  return { ...run(findings), trend, certificate: { file: 'certificate.json', keyId: 'ef'.repeat(32) } };
}

/** Every verdict, of every subject; a failure of a client with its first departure; contradictions of the documents; advice; a fault; what breaks a page that does not escape. */
export function failed(): MadeRun {
  const departure = {
    event: 3,
    did: 'asked for a command',
    should: 'call Close',
    written: `a page, Remarks ${HOSTILE}`,
  };
  const judged = { ...CASE, verdict: 'fail', reason: 'went on', departure } as const;
  const findings = [
    handMadeFinding('CLOSE-01', 'pass', { cases: [{ ...CASE, verdict: 'pass', reason: 'as asked' }] }),
    handMadeFinding('CLOSE-04', 'fail', {
      reason: HOSTILE,
      expected: 'VD_E_PROTOCOL',
      observed: HOSTILE,
      contradiction: 'contradiction.unknown',
      cases: [{ ...CASE, verdict: 'fail', reason: HOSTILE }],
    }),
    handMadeFinding('CLOSE-06', 'pass', { level: 'HAZARD', reason: 'hazard observed' }),
    handMadeFinding('ENGINE-CLOSE-01', 'documents-disagree', { contradiction: 'contradiction.agent-end' }),
    handMadeFinding('CLIENT-CLOSE-05', 'fail', { view: 'inside', departure, cases: [judged] }),
    handMadeFinding('CLIENT-CLOSE-11', 'not-applicable', { view: 'inside' }),
    handMadeFinding('CLIENT-CLOSE-23', 'fail', { level: 'SHOULD', view: 'inside' }),
    handMadeFinding('OTHER-01', 'inconclusive', { history: null, scenario: null }),
  ];
  const { target } = handMadeDocument([]);
  const sqlServer = {
    version: 'SQL\n more',
    productVersion: '16.0.1.2',
    productLevel: 'RTM',
    edition: 'Developer',
  };
  const all = { subject: 'all', view: 'inside', rules: { asked: 8, known: 51 } } as const;
  return run(findings, {
    ...all,
    target: { ...target, sqlServer, instance: 'MADE', fault: 'CLOSE-04.made' },
  });
}

/** One rule that was not concluded, and a problem of the kit, in one part of a run. */
export function inconclusive(): MadeRun {
  const findings = [
    handMadeFinding('CLOSE-01', 'pass'),
    handMadeFinding('CLOSE-02', 'inconclusive', { history: null, scenario: null }),
  ];
  return run(findings, {
    shard: { index: 1, count: 2, ofRules: 4 },
    problems: [{ where: 'the target', message: HOSTILE }],
  });
}

/** The page of a run, with script and style as the build has made them. */
export function pageOf(made: MadeRun): string {
  const asset = (name: string): string =>
    readFileSync(new URL(`../../../dist/reports/page/${name}`, import.meta.url), 'utf8');
  const found = new Set(made.document.findings.map(({ rule }) => rule));
  return runPage({
    ...made,
    rules: RULES.filter(({ id }) => found.has(id)),
    assets: { style: asset('style/page.css'), script: asset('browser/main.js') },
  });
}
