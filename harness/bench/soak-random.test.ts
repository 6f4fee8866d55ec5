import { expect, test } from 'vitest';
import { randomFrom, shuffled } from './soak-random.js';

const items = Array.from({ length: 50 }, (_, index) => index);

test('a seed determines the order, and another seed another', () => {
  expect(shuffled(items, randomFrom(7))).toEqual(shuffled(items, randomFrom(7)));
  expect(shuffled(items, randomFrom(7))).not.toEqual(shuffled(items, randomFrom(8)));
});

test('nothing is lost or doubled, and the numbers are spread from 0 up to 1', () => {
  expect(shuffled(items, randomFrom(3)).sort((a, b) => a - b)).toEqual(items);
  const random = randomFrom(0);
  const numbers = Array.from({ length: 1_000 }, random);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.filter((each) => each < 0.5).length).toBeGreaterThan(400);
});
