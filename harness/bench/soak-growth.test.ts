import { describe, expect, test } from 'vitest';
import { growthOf, memoryGrowth } from './soak-growth.js';
import { AS_IT_IS, CASES_A_RUN, ROLES_NOT_FORGOTTEN, THE_LEADER } from './testing/recorded-memory.js';

const series = (length: number, value: (index: number) => number): number[] =>
  Array.from({ length }, (_, index) => value(index));

describe('growth', () => {
  test('is none when a measure stays, whatever it was while it warmed up', () => {
    expect(growthOf([1, 5, 9, ...series(20, () => 50)])).toBe(0);
  });

  test('is what a leak of one a run adds between the middle of the first part and that of the last', () => {
    expect(growthOf(series(104, (index) => index))).toBe(58.5);
  });

  test('is not decided by one value', () => {
    const values = series(104, () => 50);
    expect(growthOf(values.with(-1, 900).with(30, 0))).toBe(0);
  });

  test('is not known after a few runs', () => {
    expect(growthOf(series(10, (index) => index))).toBeNull();
    expect(growthOf(series(11, (index) => index))).not.toBeNull();
  });
});

describe('memory', () => {
  const MEGABYTE = 1_048_576;
  const casesOf = (values: readonly number[], aRun: number): number[] =>
    values.map((_, index) => (index + 1) * aRun);
  const growth = (values: readonly number[], aRun = 77) => memoryGrowth(values, casesOf(values, aRun));
  const leaks = (values: readonly number[]): boolean | undefined => growth(values)?.leaks;
  const inUse = (length: number, more: (index: number) => number): number[] =>
    series(length, (index) => 10 * MEGABYTE + more(index));
  const recorded = (thousands: readonly number[], runs: number) =>
    growth(
      thousands.slice(0, runs).map((each) => each * 1_000),
      CASES_A_RUN,
    );

  test.each([12, 24, 40, 60])('as it was recorded over %i short runs does not leak', (runs) => {
    expect(recorded(AS_IT_IS, runs)?.leaks).toBe(false);
    expect(recorded(THE_LEADER, runs)?.leaks).toBe(false);
  });

  test.each([12, 24, 40])('of an agent that forgets no role leaks, over %i short runs', (runs) => {
    const seen = recorded(ROLES_NOT_FORGOTTEN, runs);
    expect(seen?.leaks).toBe(true);
    expect(seen?.aCase).toBeGreaterThan(14_000);
    expect(seen?.aCase).toBeLessThan(22_000);
  });

  test('that leaks little is seen to over many runs', () => {
    const sixteenACase = (index: number): number => 16 * 77 * index + (index % 7) * 10_000;
    expect(leaks(inUse(1_000, sixteenACase))).toBe(true);
    expect(growth(inUse(1_000, sixteenACase))?.aCase).toBeCloseTo(16, 0);
    expect(leaks(inUse(40, sixteenACase))).toBe(false);
  });

  test('that still warms up does not leak: it adds less and less', () => {
    const warmingUp = (runs: number): number[] =>
      inUse(runs, (index) => 27 * MEGABYTE * (1 - Math.exp(-index / 8)));
    expect(growth(warmingUp(24))?.bytes).toBeGreaterThan(MEGABYTE);
    expect(leaks(warmingUp(24))).toBe(false);
    expect(leaks(warmingUp(40))).toBe(false);
  });

  test('that takes one step, wherever, does not leak', () => {
    for (let at = 1; at < 60; at++)
      expect(leaks(inUse(60, (index) => (index < at ? 0 : 4 * MEGABYTE)))).toBe(false);
  });

  test('that breathes does not leak, and says nothing after a few runs', () => {
    expect(leaks(inUse(100, (index) => (index % 9) * MEGABYTE))).toBe(false);
    expect(growth(inUse(5, (index) => index * MEGABYTE))).toBeNull();
  });
});
