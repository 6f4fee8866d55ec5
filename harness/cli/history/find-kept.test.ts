import { expect, test } from 'vitest';
import type { KeptRun } from '../../../reports/kept/kept-run.js';
import { handMadeRun, withServer } from '../../../reports/kept/hand-made.js';
import { findKept, lastGreenBefore, lastKept } from './find-kept.js';

const kept: KeptRun[] = [
  { id: '20260101T031700000Z-aaaaaaaaaaaa', document: handMadeRun(1, ['pass']) },
  { id: '20260101T041700000Z-bbbbbbbbbbbb', document: handMadeRun(1, ['fail']) },
  {
    id: '20260103T031700000Z-cccccccccccc',
    document: handMadeRun(3, ['pass'], { target: withServer('16.0') }),
  },
  { id: '20260104T031700000Z-dddddddddddd', document: handMadeRun(4, ['pass']) },
];
const idOf = (which: string): string => findKept(kept, which).id.slice(-1);

test.each([
  ['20260101T041700000Z-bbbbbbbbbbbb', 'b'],
  ['20260103', 'c'],
  ['2026-01-03', 'c'],
  ['2026-01-01T03', 'a'],
  ['2026-01-01T04:17:00.000Z', 'b'],
])('"%s" is the run %s', (which, id) => {
  expect(idOf(which)).toBe(id);
});

test.each([
  ['2026-02', 'NO_SUCH_RUN'],
  ['', 'NO_SUCH_RUN'],
  ['2026-01-01', 'MANY_SUCH_RUNS'],
])('"%s" is refused with %s', (which, code) => {
  expect(() => findKept(kept, which)).toThrow(expect.objectContaining({ code }) as Error);
});

test('the last run, and the last green one before it of what it certified', () => {
  const last = lastKept(kept);
  expect(last.id).toContain('dddd');
  expect(lastGreenBefore(kept, last).id).toContain('aaaa');
  const [first] = kept;
  expect(() => lastGreenBefore(kept, first ?? last)).toThrow('no run before');
  expect(() => lastKept([])).toThrow('no run is kept');
});
