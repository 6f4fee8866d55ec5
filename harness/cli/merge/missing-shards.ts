import type { Problem, RunDocument, RunFinding } from '../../../reports/json/run-document.js';
import type { Rule } from '../../../specs/rules/rule.js';
import { missingFinding } from '../certify/missing-finding.js';
import { rulesOfShard } from '../shard.js';

/** What a run lacks because some of its shards are not there. */
export interface MissingShards {
  /** One for each such shard. */
  readonly problems: readonly Problem[];
  /** One for each rule of theirs, as far as they are known. */
  readonly findings: readonly RunFinding[];
}

/** @param rules the catalogue. */
export function missingFrom(shards: readonly RunDocument[], rules: readonly Rule[]): MissingShards {
  const split = shards[0]?.shard;
  if (split === undefined) return { problems: [], findings: [] };
  const { count, ofRules } = split;
  const there = new Set(shards.map(({ shard }) => shard?.index));
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !there.has(index));
  const asked = rules.filter(({ id }) => split.rules?.includes(id));
  const lacking = missing.map((index) => ({
    name: `shard ${index}/${count} is missing`,
    // Every count-th rule from its index on.
    size: Math.ceil((ofRules - index + 1) / count),
    rules: asked.length === ofRules ? rulesOfShard(asked, { index, count }) : [],
  }));
  return {
    problems: lacking.map(({ name, size, rules: known }) => ({
      where: 'merge',
      message: `${name}: ${rulesNotRun(size, known)}`,
    })),
    findings: lacking.flatMap(({ name, rules: known }) =>
      known.map((rule) => missingFinding(rule, `${name}: it was not run`)),
    ),
  };
}

function rulesNotRun(size: number, known: readonly Rule[]): string {
  const what = size === 1 ? '1 rule was not run' : `${size} rules were not run`;
  return known.length === 0 ? what : `${what} (${known.map(({ id }) => id).join(', ')})`;
}
