import { describe, expect, test } from 'vitest';
import { RULES } from '../../specs/rules/catalogue.js';
import { rulesOfShard, shardOf } from './shard.js';

describe('--shard', () => {
  test.each(['1/3', '3/3', '1/1', '17/999'])('%s is a shard', (text) => {
    const { index, count } = shardOf(text);
    expect(`${index}/${count}`).toBe(text);
  });

  test.each(['', '0/3', '4/3', '1', '1/', '/3', '-1/3', '1/3/3', '1.5/3', ' 1/3', 'a/b', '1/1000'])(
    '"%s" is none',
    (text) => {
      expect(() => shardOf(text)).toThrow('INDEX/COUNT');
    },
  );
});

test.each([1, 2, 3, RULES.length])('%d shards have each rule once, and are alike in size', (count) => {
  const parts = Array.from({ length: count }, (_, i) => rulesOfShard(RULES, { index: i + 1, count }));
  expect(new Set(parts.flat())).toEqual(new Set(RULES));
  expect(parts.flat()).toHaveLength(RULES.length);
  const sizes = parts.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test('more shards than rules are refused: an empty one would certify nothing', () => {
  expect(() => rulesOfShard(RULES.slice(0, 2), { index: 1, count: 3 })).toThrow('cannot be split in 3');
});
