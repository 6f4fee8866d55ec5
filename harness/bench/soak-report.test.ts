import { expect, test } from 'vitest';
import { soakReport, type Measured } from './soak-report.js';

const after: Measured = {
  cases: 77,
  ownMemory: 100e6,
  agentMemory: 80e6,
  ownDescriptors: 20,
  agentDescriptors: 25,
  roles: 0,
  names: 0,
};
const nothing = { processes: 0, sharedMemoryFiles: 0, temporaryFiles: 0 };
const runs = (change: (index: number) => Partial<Measured> = () => ({})): Measured[] =>
  Array.from({ length: 50 }, (_, index) => ({ ...after, cases: 77 * (index + 1), ...change(index) }));

test('all is well when nothing differs, grows or is left', () => {
  const { lines, good } = soakReport(0, runs(), nothing);
  expect(good).toBe(true);
  expect(lines.join('\n')).not.toMatch(/NOT 0|LEAKS/);
});

test.each<[string, number, Measured[], typeof nothing, RegExp]>([
  ['a verdict differs', 1, runs(), nothing, /differing verdicts +1 +NOT 0/],
  ['memory leaks', 0, runs((run) => ({ agentMemory: 80e6 + run * 1e6 })), nothing, /the agent .*LEAKS/],
  [
    'a descriptor leaks',
    0,
    runs((run) => ({ ownDescriptors: 20 + run })),
    nothing,
    /this process +28 +NOT 0/,
  ],
  ['own memory leaks', 0, runs((run) => ({ ownMemory: 80e6 + run * 1e6 })), nothing, /this process .*LEAKS/],
  [
    'an agent’s descriptor leaks',
    0,
    runs((run) => ({ agentDescriptors: run })),
    nothing,
    /the agent +28 +NOT 0/,
  ],
  ['shared memory stays', 0, runs(), { ...nothing, sharedMemoryFiles: 3 }, /shm left.* 3 +NOT 0/],
  ['a role stays', 0, runs((run) => ({ roles: run === 7 ? 1 : 0 })), nothing, /role processes.* 1 +NOT 0/],
  ['a name stays', 0, runs((run) => ({ names: run === 7 ? 1 : 0 })), nothing, /named objects.* 1 +NOT 0/],
  ['a process stays', 0, runs(), { ...nothing, processes: 2 }, /at the end +2 +NOT 0/],
  ['a file stays', 0, runs(), { ...nothing, temporaryFiles: 1 }, /temporary files.* 1 +NOT 0/],
])('it is not when %s', (_, differing, measured, left, says) => {
  const { lines, good } = soakReport(differing, measured, left);
  expect(good).toBe(false);
  expect(lines.join('\n')).toMatch(says);
});

test('a few runs say nothing of growth, and everything else', () => {
  const { lines, good } = soakReport(0, runs().slice(0, 5), nothing);
  expect(good).toBe(true);
  expect(lines.filter((line) => line.includes('too few runs')).length).toBe(4);
});
