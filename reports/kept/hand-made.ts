import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import type { RunDocument } from '../json/run-document.js';
import type { Verdict } from '../../specs/findings/finding.js';
import type { KeptRun } from './kept-run.js';

/** A run of January 2026, with the verdicts on and so on. */
export function handMadeRun(
  day: number,
  verdicts: readonly Verdict[],
  more: Partial<RunDocument> = {},
): RunDocument {
  const findings = verdicts.map((verdict, i) => handMadeFinding(`A-${i + 1}`, verdict));
  const startedAt = `2026-01-${String(day).padStart(2, '0')}T03:17:00.000Z`;
  return { ...handMadeDocument(findings), startedAt, ...more };
}

export function handMadeKept(...documents: RunDocument[]): KeptRun[] {
  return documents.map((document) => ({ id: `run-of-${document.startedAt.slice(0, 10)}`, document }));
}

/** The target of `handMadeRun` with a SQL Server of this build. */
export function withServer(productVersion: string): RunDocument['target'] {
  const { target } = handMadeDocument([]);
  return {
    ...target,
    sqlServer: { version: 'told', productVersion, productLevel: 'RTM', edition: 'Express' },
  };
}
