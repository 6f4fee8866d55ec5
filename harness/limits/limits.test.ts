import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, limitsWithPatience } from './limits.js';

test('patience multiplies every limit, up to what a timer can hold', () => {
  expect(limitsWithPatience(1)).toEqual(DEFAULT_LIMITS);
  expect(limitsWithPatience(2).callMs).toBe(2 * DEFAULT_LIMITS.callMs);
  for (const ms of Object.values(limitsWithPatience(10_000))) expect(ms).toBeLessThan(2 ** 31);
});
