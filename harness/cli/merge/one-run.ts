import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../../errors/kit-error.js';
import type { RunDocument } from '../../../reports/json/run-document.js';

/** What has to be the same in all shards of a run: else they are of different runs. */
const COMMON = ['kit', 'ruleSet', 'target', 'subject', 'client'] as const;

/**
 * @param first one of the shards, against which the others are held.
 * @throws UsageError NOT_MERGEABLE when they are not of one run that was split in one way.
 */
export function refuseOthers(first: RunDocument, shards: readonly RunDocument[]): void {
  for (const each of shards) {
    if (!isDeepStrictEqual(splitOf(each), splitOf(first)))
      throw notMergeable('they were split in different ways');
    const differs = COMMON.find((key) => !isDeepStrictEqual(first[key], each[key]));
    if (differs !== undefined) throw notMergeable(`they differ in ${differs}`);
  }
  const found = new Map<number, string[]>();
  for (const { shard, findings } of shards) {
    const index = shard?.index ?? 1;
    const rules = findings.map(({ rule }) => rule);
    const before = found.get(index);
    if (before !== undefined && !isDeepStrictEqual(before, rules))
      throw notMergeable(`shard ${index} is there more than once, with different rules`);
    found.set(index, rules);
  }
  const all = [...found.values()].flat();
  const { count, ofRules } = first.shard ?? { count: 1, ofRules: all.length };
  const complete = found.size === count;
  if (new Set(all).size !== all.length || (complete ? all.length !== ofRules : all.length >= ofRules))
    throw notMergeable('together they have not each rule once that was asked for');
}

function splitOf({ shard }: RunDocument): unknown {
  return shard && { count: shard.count, ofRules: shard.ofRules, rules: shard.rules };
}

function notMergeable(why: string): UsageError {
  return new UsageError('NOT_MERGEABLE', `these are not shards of one run: ${why}`, {
    remedy:
      'Name folders that were written by `certify --shard INDEX/COUNT` with the same options otherwise.',
  });
}
