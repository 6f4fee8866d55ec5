import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { beginningOf, deviceGuids, kindredGuid } from './virtual-devices.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('the names of devices are GUIDs, each another, the first the set’s own', () => {
  const set = randomUUID();
  const names = deviceGuids(64, set);
  expect(names[0]).toBe(set);
  expect(new Set(names).size).toBe(64);
  for (const name of names) expect(name).toMatch(GUID);
});

test('they follow from the set: another has others, and the same has the same', () => {
  const set = randomUUID();
  expect(deviceGuids(3, set)).toEqual(deviceGuids(64, set).slice(0, 3));
  expect(deviceGuids(3).filter((name) => deviceGuids(3).includes(name))).toEqual([]);
});

test('kindred GUIDs begin alike, and are told apart by what they are for', () => {
  const set = randomUUID();
  const [one, other] = [kindredGuid(set, 'one'), kindredGuid(set, 'other')];
  expect(one).toMatch(GUID);
  expect(one).not.toBe(other);
  expect([one, other].map(beginningOf)).toEqual([beginningOf(set), beginningOf(set)]);
});

test.each([0, 65, 1.5])('%d devices are refused', (count) => {
  expect(() => deviceGuids(count)).toThrow(expect.objectContaining({ code: 'SQL_DEVICES' }));
});
