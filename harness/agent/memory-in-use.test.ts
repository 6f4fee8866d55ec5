import { expect, test } from 'vitest';
import { memoryInUse } from './memory-in-use.js';

const MEGABYTE = 1 << 20;

/** Its own scope: what it makes is not kept by whoever calls. */
function litter(): number {
  return Array.from({ length: 200_000 }, (_, index) => ({ index })).length;
}

test('what is kept counts, in the heap and beside it; what is only waiting to be collected does not', async () => {
  await memoryInUse();
  const before = await memoryInUse();
  litter();
  expect((await memoryInUse()) - before).toBeLessThan(MEGABYTE);
  const kept = Array.from({ length: 200_000 }, (_, index) => ({ index }));
  expect((await memoryInUse()) - before).toBeGreaterThan(4 * MEGABYTE);
  const beside = Buffer.alloc(32 * MEGABYTE, 1);
  expect((await memoryInUse()) - before).toBeGreaterThan(36 * MEGABYTE);
  expect(kept.length + beside.length).toBeGreaterThan(0);
});
