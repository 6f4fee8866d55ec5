import { isAdvice, verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import type { View } from '../../specs/findings/view.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';

/** What the run comes to, in lines: the rules that the verdict is on, advice apart by name, and the view that it rests on. */
export function totals(document: RunDocument): string[] {
  const { findings, durationMs } = document;
  const demanded = findings.filter((finding) => !isAdvice(finding));
  const time = `in ${(durationMs / 1000).toFixed(1)} s`;
  return [
    demanded.length === 0 && findings.length > 0
      ? `no rule that the documents demand was asked for, and advice alone certifies nothing; ${time}`
      : `${counted(demanded)} ${time}`,
    ...adviceLine(findings.filter(isAdvice)),
    ...(document.view === undefined ? [] : [viewLine(document.view, findings)]),
  ];
}

function counted(findings: readonly RunFinding[]): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of findings) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const parts = verdictSchema.options
    .filter((verdict) => counts.has(verdict))
    .map((verdict) => `${counts.get(verdict) ?? 0} ${verdict}`);
  return `${findings.length} ${findings.length === 1 ? 'rule' : 'rules'}: ${parts.join(', ')}`;
}

function adviceLine(advice: readonly RunFinding[]): string[] {
  if (advice.length === 0) return [];
  const open = advice.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  const names = open.map(({ rule, verdict }) => `${rule} ${verdict}`).join(', ');
  return [`advice (SHOULD, apart from the verdict): ${counted(advice)}${names === '' ? '' : ` (${names})`}`];
}

/** Rules whose programs were seen from outside alone are named where others were seen from inside. */
function viewLine(view: View, findings: readonly RunFinding[]): string {
  if (view === 'inside') return 'view inside: the client’s calls were recorded within its process';
  const outside = findings.filter((finding) => finding.view === 'outside').map(({ rule }) => rule);
  const all = findings.every((finding) => finding.view !== 'inside');
  const where = all ? '' : ` in ${outside.join(', ')}`;
  return `view outside: the server’s end, sessions, processes and objects alone were seen${where}`;
}
