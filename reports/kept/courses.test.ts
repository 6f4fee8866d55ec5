import { describe, expect, test } from 'vitest';
import type { RunDocument } from '../json/run-document.js';
import { coursesOf } from './courses.js';
import { handMadeClient } from '../json/hand-made.js';
import { handMadeKept, handMadeRun, withServer } from './hand-made.js';

test('of one course each run is held against the last one, and the last green one', () => {
  const kept = handMadeKept(
    handMadeRun(1, ['pass', 'pass']),
    handMadeRun(2, ['fail', 'pass']),
    handMadeRun(3, ['fail', 'fail']),
  );
  const [course, ...others] = coursesOf(kept);
  expect(others).toEqual([]);
  expect(course?.runs.map(({ id, verdict, counts }) => [id, verdict, counts.fail])).toEqual([
    ['run-of-2026-01-01', 'conformant', 0],
    ['run-of-2026-01-02', 'not-conformant', 1],
    ['run-of-2026-01-03', 'not-conformant', 2],
  ]);
  expect(course?.runs[0]).toMatchObject({ sinceLast: null, sinceGreen: null });
  expect(course?.runs[2]).toMatchObject({
    sinceLast: { id: 'run-of-2026-01-02', comparison: { rules: [{ rule: 'A-2', change: 'worse' }] } },
    sinceGreen: { id: 'run-of-2026-01-01', comparison: { rules: [{ rule: 'A-1' }, { rule: 'A-2' }] } },
  });
});

test('where none was green there is nothing to be held against', () => {
  const kept = handMadeKept(handMadeRun(1, ['fail']), handMadeRun(2, ['pass']));
  expect(coursesOf(kept)[0]?.runs[1]).toMatchObject({
    sinceLast: { id: 'run-of-2026-01-01' },
    sinceGreen: null,
  });
});

test('builds, targets, subjects and faults have courses of their own, that with the newest run last', () => {
  const { target } = handMadeRun(1, []);
  const kept = handMadeKept(
    handMadeRun(1, ['pass'], { target: withServer('16.0.1') }),
    handMadeRun(2, ['pass'], { target: withServer('16.0.2') }),
    handMadeRun(3, ['pass'], { target: { ...target, name: 'wine' } }),
    handMadeRun(4, ['pass'], { subject: 'engine' }),
    handMadeRun(5, ['fail'], { target: { ...target, fault: 'A-1.broken' } }),
    handMadeRun(6, ['pass'], { target: withServer('16.0.1') }),
  );
  expect(
    coursesOf(kept).map(({ certified, runs }) => [certified.build, certified.target, runs.length]),
  ).toEqual([
    ['SQL Server 16.0.2', 'embedded (linux-x64)', 1],
    ['libvdi.so 1.0', 'wine (linux-x64)', 1],
    ['libvdi.so 1.0', 'embedded (linux-x64)', 1],
    ['libvdi.so 1.0', 'embedded (linux-x64)', 1],
    ['SQL Server 16.0.1', 'embedded (linux-x64)', 2],
  ]);
});

test('each client has a course of its own, in which its versions follow each other', () => {
  const ran = (day: number, name: string, digest: string, ...verdicts: ('pass' | 'fail')[]) =>
    handMadeRun(day, verdicts, { subject: 'client', client: handMadeClient(name, digest) });
  const kept = handMadeKept(
    ran(1, 'yours', 'aa', 'pass'),
    ran(2, 'mine', 'bb', 'fail'),
    ran(3, 'yours', 'cc', 'fail'),
    handMadeRun(4, ['pass'], { subject: 'client' }),
  );
  expect(
    coursesOf(kept).map(({ certified, runs, flaky }) => [certified.client, runs.map(({ id }) => id), flaky]),
  ).toEqual([
    ['mine', ['run-of-2026-01-02'], []],
    // Another version of it may rightly do something else: nothing is flaky.
    ['yours', ['run-of-2026-01-01', 'run-of-2026-01-03'], []],
    [null, ['run-of-2026-01-04'], []],
  ]);
});

describe('a rule whose verdict is another in another course is not flaky', () => {
  const client = handMadeClient('yours');
  const of = { subject: 'client', client, target: withServer('16.0.1') } as const;
  const flakyOf = (...runs: RunDocument[]) =>
    coursesOf(handMadeKept(...runs)).map(({ certified, flaky }) => [
      certified.client,
      flaky.map(({ rule }) => rule),
    ]);
  const first = handMadeRun(1, ['pass', 'pass'], of);

  test.each<[string, Partial<RunDocument>]>([
    ['target', { target: { ...of.target, name: 'wine' } }],
    ['subject', { subject: 'all' }],
    ['client', { client: { ...client, name: 'mine' } }],
    ['build', { target: withServer('16.0.2') }],
  ])('of another %s', (_, other) => {
    const second = handMadeRun(2, ['fail', 'pass'], { ...of, ...other });
    expect(flakyOf(first, second)).toEqual([
      ['yours', []],
      [second.client?.name, []],
    ]);
  });

  test('though there are such courses, one that is flaky in its own is named there', () => {
    const other = { ...of, client: handMadeClient('mine') };
    const runs = [first, handMadeRun(2, ['pass', 'fail'], of), handMadeRun(3, ['fail', 'pass'], other)];
    expect(flakyOf(...runs)).toEqual([
      ['yours', ['A-2']],
      ['mine', []],
    ]);
  });
});
