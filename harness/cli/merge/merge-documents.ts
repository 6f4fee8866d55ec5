import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../../errors/kit-error.js';
import {
  runDocumentSchema,
  summaryOf,
  verdictOfRun,
  type RunDocument,
} from '../../../reports/json/run-document.js';

/** What has to be the same in all shards of a run: else they are of different runs. */
const COMMON = ['kit', 'target', 'subject'] as const;

/**
 * The document of a run from those of its shards.
 * @param order ids of rules, in the catalogue's order.
 * @throws UsageError when one is no shard, is there twice or is missing, or when they are not of the same run.
 */
export function mergeDocuments(shards: readonly RunDocument[], order: readonly string[]): RunDocument {
  const [first] = shards;
  if (first === undefined) throw new TypeError('there is nothing to merge');
  demandAll(shards);
  for (const each of shards) demandAlike(first, each);
  const findings = shards
    .flatMap((each) => each.findings)
    .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
  const asked = new Set(findings.map(({ rule }) => rule)).size;
  if (asked !== findings.length || asked !== (first.shard?.ofRules ?? asked))
    throw notMergeable('together they have not each rule once that was asked for');
  const problems = shards.flatMap((each) => each.problems);
  const starts = shards.map(({ startedAt }) => Date.parse(startedAt));
  const began = Math.min(...starts);
  const ended = Math.max(...shards.map(({ durationMs }, i) => (starts[i] ?? began) + durationMs));
  return runDocumentSchema.parse({
    schema: first.schema,
    kit: first.kit,
    target: first.target,
    subject: first.subject,
    rules: { asked, known: first.rules.known },
    verdict: verdictOfRun(findings, problems),
    ...summaryOf(findings),
    startedAt: new Date(began).toISOString(),
    durationMs: ended - began,
    processes: shards.reduce((sum, { processes }) => sum + processes, 0),
    findings,
    problems,
  } satisfies RunDocument);
}

function demandAll(shards: readonly RunDocument[]): void {
  const splits = new Set(shards.map(({ shard }) => `${shard?.ofRules ?? ''} in ${shard?.count ?? 1}`));
  if (splits.size > 1) throw notMergeable('they were split in different ways');
  const count = shards[0]?.shard?.count ?? 1;
  for (let index = 1; index <= count; index++) {
    const found = shards.filter(({ shard }) => (shard?.index ?? 1) === index).length;
    if (found === 0) throw notMergeable(`shard ${index}/${count} is missing`);
    if (found > 1) throw notMergeable(`shard ${index}/${count} is there ${found} times`);
  }
}

function demandAlike(first: RunDocument, other: RunDocument): void {
  const differs = COMMON.find((key) => !isDeepStrictEqual(first[key], other[key]));
  if (differs !== undefined) throw notMergeable(`they differ in ${differs}`);
}

function notMergeable(why: string): UsageError {
  return new UsageError('NOT_MERGEABLE', `these are not the shards of one run: ${why}`, {
    remedy:
      'Name one folder for each shard, written by `certify --shard INDEX/COUNT` with the same options otherwise.',
  });
}
