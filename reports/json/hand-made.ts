import { RUN_SCHEMA, summaryOf, verdictOfRun, type RunDocument, type RunFinding } from './run-document.js';

/** The client of a run, in the version that the digest says. */
export function handMadeClient(name: string, digest = 'ab'): NonNullable<RunDocument['client']> {
  return { name, files: [{ file: name, sha256: digest.repeat(32) }] };
}

/** Findings and documents for tests of the reports. */
export function handMadeFinding(
  rule: string,
  verdict: RunFinding['verdict'],
  more: Partial<RunFinding> = {},
): RunFinding {
  return {
    rule,
    level: 'MUST',
    verdict,
    reason: `hand-made ${verdict}`,
    decidedBy: [1],
    scenario: 'hand-made',
    history: { path: `histories/${rule}.json`, sha256: 'ab'.repeat(32) },
    cases: [],
    durationMs: 1500,
    ...more,
  };
}

export function handMadeDocument(findings: RunFinding[]): RunDocument {
  return {
    schema: RUN_SCHEMA,
    kit: { name: 'vdi-conformance', version: '0.0.0' },
    target: {
      name: 'embedded',
      platform: 'linux-x64',
      library: { file: 'libvdi.so', sha256: 'cd'.repeat(32), version: '1.0' },
      fault: null,
    },
    subject: 'interface',
    rules: { asked: findings.length, known: 17 },
    verdict: verdictOfRun(findings, []),
    ...summaryOf(findings),
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 2500,
    processes: 1,
    findings,
    problems: [],
  };
}
