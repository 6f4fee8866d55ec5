import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, limitsWithPatience } from './limits.js';

test('patience multiplies every limit, up to what a timer can hold', () => {
  expect(limitsWithPatience(1)).toEqual(DEFAULT_LIMITS);
  expect(limitsWithPatience(2).callMs).toBe(2 * DEFAULT_LIMITS.callMs);
  for (const ms of Object.values(limitsWithPatience(10_000))) expect(ms).toBeLessThan(2 ** 31);
});

test('limits that are given take the place of the default ones, and are multiplied and held to the same', () => {
  const own = limitsWithPatience(10, { clientRunMs: 2_000, clientEndMs: 2 ** 30 });
  expect(own).toMatchObject({ callMs: 10 * DEFAULT_LIMITS.callMs, clientRunMs: 20_000 });
  expect(own.clientEndMs).toBe(2 ** 31 - 1);
});
