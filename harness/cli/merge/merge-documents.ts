import {
  runDocumentSchema,
  summaryOf,
  verdictOfRun,
  type RunDocument,
  type RunFinding,
} from '../../../reports/json/run-document.js';
import { worstOf } from '../../../specs/findings/verdict-order.js';
import type { Rule } from '../../../specs/rules/rule.js';
import { missingFrom } from './missing-shards.js';
import { refuseOthers } from './one-run.js';

export interface MergedRun {
  readonly document: RunDocument;
  /** For each shard the rules of which its finding is the run's. */
  readonly countsFrom: readonly ReadonlySet<string>[];
}

/**
 * The document of a run from those of its shards. Of a rule that several have, because a shard was certified more than once, the
 * worst verdict counts, by the order of verdicts. A shard that is missing is a problem of the run, which is not conformant then; its
 * rules are inconclusive where they are known.
 * @param rules the catalogue.
 * @throws UsageError NOT_MERGEABLE when they are not of the same run, or were split in different ways.
 */
export function mergeDocuments(shards: readonly RunDocument[], rules: readonly Rule[]): MergedRun {
  const [first] = shards;
  if (first === undefined) throw new TypeError('there is nothing to merge');
  refuseOthers(first, shards);
  const missing = missingFrom(shards, rules);
  const counting = worstOfEach(shards);
  const order = rules.map(({ id }) => id);
  const findings = [...counting.map(({ finding }) => finding), ...missing.findings].sort(
    (a, b) => order.indexOf(a.rule) - order.indexOf(b.rule),
  );
  const problems = [...shards.flatMap((each) => each.problems), ...missing.problems];
  const starts = shards.map(({ startedAt }) => Date.parse(startedAt));
  const began = Math.min(...starts);
  const ended = Math.max(...shards.map(({ durationMs }, i) => (starts[i] ?? began) + durationMs));
  const document = runDocumentSchema.parse({
    schema: first.schema,
    kit: first.kit,
    target: first.target,
    ...(first.ruleSet === undefined ? {} : { ruleSet: first.ruleSet }),
    subject: first.subject,
    ...(first.client === undefined ? {} : { client: first.client }),
    rules: { asked: first.shard?.ofRules ?? findings.length, known: first.rules.known },
    verdict: verdictOfRun(findings, problems),
    ...summaryOf(findings),
    startedAt: new Date(began).toISOString(),
    durationMs: ended - began,
    processes: shards.reduce((sum, { processes }) => sum + processes, 0),
    findings,
    problems,
  } satisfies RunDocument);
  const countsFrom = shards.map(
    (_, i) => new Set(counting.filter(({ from }) => from === i).map(({ finding }) => finding.rule)),
  );
  return { document, countsFrom };
}

/** Of each rule the finding that counts, and which shard's it is. */
function worstOfEach(shards: readonly RunDocument[]): { finding: RunFinding; from: number }[] {
  const all = shards.flatMap(({ findings }, from) =>
    findings.map((finding) => ({ finding, from, verdict: finding.verdict })),
  );
  const rules = new Set(all.map(({ finding }) => finding.rule));
  return [...rules].flatMap((rule) => worstOf(all.filter(({ finding }) => finding.rule === rule)) ?? []);
}
