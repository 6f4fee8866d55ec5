import { expect, it } from 'vitest';
import { TRANSITIONS } from '../../../specs/model/model.js';
import { coverageOf } from './coverage.js';

const reachable = TRANSITIONS.filter(({ unreachable }) => unreachable === null).map(({ id }) => id);

it('nothing is covered before anything was taken', () => {
  const { tables, notTaken } = coverageOf(new Map());
  expect(tables.map(({ table }) => table)).toEqual(['server', 'client', 'device']);
  expect(tables.every(({ taken, reachable: all }) => taken === 0 && all > 0)).toBe(true);
  expect(notTaken).toEqual(reachable);
});

it('a transition counts in its own table, and every other is still to take', () => {
  const [first = ''] = reachable.filter((id) => id.startsWith('client: '));
  const { tables, notTaken } = coverageOf(new Map([[first, 3]]));
  expect(tables.map(({ taken }) => taken)).toEqual([0, 1, 0]);
  expect(notTaken).toEqual(reachable.filter((id) => id !== first));
});

it('all is covered when all that can be reached was taken; the rest has its reasons', () => {
  const { tables, notTaken, unreachable } = coverageOf(new Map(reachable.map((id) => [id, 1])));
  expect(notTaken).toEqual([]);
  expect(tables.every(({ taken, reachable: all }) => taken === all)).toBe(true);
  const rest = unreachable.flatMap(({ transitions }) => transitions);
  expect(rest.length + reachable.length).toBe(TRANSITIONS.length);
});
