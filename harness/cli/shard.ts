import { InvalidArgumentError } from 'commander';
import { UsageError } from '../errors/kit-error.js';
import type { Rule } from '../../specs/rules/rule.js';

/** A part of a run that is split over several machines: the `index`th of `count`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** As vitest writes it: `2/3`. */
export function shardOf(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count) throw new InvalidArgumentError('Write INDEX/COUNT, such as 1/3.');
  return { index, count };
}

/**
 * The rules of one shard. Those that lie together in the catalogue, and are alike in what they cost, go to different shards.
 * vitest would split files by a hash; here a run knows what it was asked for, and misses a rule that left nothing.
 * @throws UsageError when there are fewer rules than shards.
 */
export function rulesOfShard(rules: readonly Rule[], { index, count }: Shard): readonly Rule[] {
  if (count > rules.length) {
    throw new UsageError('TOO_MANY_SHARDS', `${rules.length} rules cannot be split in ${count}`, {
      remedy: `Split in ${rules.length} at the most.`,
    });
  }
  return rules.filter((_, position) => position % count === index - 1);
}
