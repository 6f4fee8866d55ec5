import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { historySchema, type History } from '../../harness/history/history.js';
import { judgementSchema } from '../../specs/findings/finding.js';
import { judgeHistory, type Judge } from '../../specs/findings/judge-history.js';
import { viewOf } from '../../specs/findings/view.js';
import type { Rule } from '../../specs/rules/rule.js';
import { differenceOf } from './check-content.js';
import { certifiedTargetOf, type CertificateContent, type CertifiedFinding } from './content.js';
import { printable, problem, type CertificateProblem } from './problem.js';

/** Are these the bytes that the finding was made from? Null: they are. */
export function checkDigest(
  { rule, history }: CertifiedFinding,
  bytes: Uint8Array,
  content: CertificateContent,
): CertificateProblem | null {
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (history === null || digest === history.sha256) return null;
  const other = content.findings.find((each) => each.history?.sha256 === digest);
  const why = other === undefined ? 'it was altered, or is of another run' : `it is that of ${other.rule}`;
  return problem('history', `its digest is not the one in the certificate: ${why}`, rule);
}

/**
 * Judges a history again that has the right digest.
 * @returns the history, unless it is none; and what is other than the certificate says.
 */
export function judgeAgain(
  finding: CertifiedFinding,
  bytes: Uint8Array,
  content: CertificateContent,
  by: { readonly rule: Rule; readonly judge: Judge },
): { history?: History; problems: CertificateProblem[] } {
  const { rule } = finding;
  const history = historyIn(bytes);
  if (history === null)
    return { problems: [problem('history', 'it is no history of the version that this kit reads', rule)] };
  const other = otherThan(history, finding, content);
  if (other !== null) return { history, problems: [problem('history', `it is of another ${other}`, rule)] };
  const { judgement, cases } = judgeHistory(by.judge, history);
  const view = by.rule.subject === 'client' ? viewOf(history.events) : undefined;
  const parts = ({ cases: judged, ...summary }: { cases: unknown; view?: unknown }): object => ({
    ...judgementSchema.parse(summary),
    cases: judged,
    ...(summary.view === undefined ? {} : { view: summary.view }),
  });
  const differs = differenceOf(parts(finding), parts({ ...judgement, cases: plain(cases), view }));
  if (differs === null) return { history, problems: [] };
  return { history, problems: [problem('finding', `judged again it is another: ${differs}`, rule)] };
}

/** What a history is of that its finding is not. */
function otherThan(history: History, finding: CertifiedFinding, content: CertificateContent): string | null {
  if (history.rule !== finding.rule) return `rule (${printable(history.rule)})`;
  if (history.scenario !== finding.scenario) return `scenario (${printable(history.scenario)})`;
  if (!isDeepStrictEqual(history.kit, content.kit)) return 'kit';
  if (!isDeepStrictEqual(certifiedTargetOf(history.target), content.target)) return 'target';
  return null;
}

function historyIn(bytes: Uint8Array): History | null {
  try {
    return historySchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

/** As it is in a document: what is undefined is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
