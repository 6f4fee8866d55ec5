import { expect, test } from 'vitest';
import { handMadeClient, handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import type { RunDocument } from '../json/run-document.js';
import { trendOf, trendUpTo } from './trend.js';

function run(day: number, more: Partial<RunDocument> = {}): RunDocument {
  const startedAt = `2026-01-0${day}T00:00:00.000Z`;
  return { ...handMadeDocument([handMadeFinding('A-1', 'pass')]), startedAt, ...more };
}

const SERVER = { version: 'as told', productVersion: '16.0.4135.4', productLevel: 'RTM', edition: 'Express' };
const ENDPOINT = {
  version: 'vdi-conformance 0.1.0, reference SQL endpoint: not Microsoft SQL Server (linux x64)',
  productVersion: '16.0.0.0',
  productLevel: 'RTM',
  edition: 'Reference SQL endpoint of vdi-conformance (64-bit)',
};

test('a point for each run, oldest first', () => {
  const findings = [
    handMadeFinding('A-1', 'pass'),
    handMadeFinding('A-2', 'fail'),
    handMadeFinding('A-3', 'fail', { level: 'SHOULD' }),
  ];
  const later = { ...handMadeDocument(findings), startedAt: '2026-01-02T00:00:00Z' };
  expect(trendOf([later, run(1)])).toEqual([
    {
      startedAt: '2026-01-01T00:00:00.000Z',
      build: 'libvdi.so 1.0',
      verdict: 'conformant',
      counts: { pass: 1, 'documents-disagree': 0, 'not-applicable': 0, inconclusive: 0, fail: 0 },
    },
    {
      startedAt: '2026-01-02T00:00:00Z',
      build: 'libvdi.so 1.0',
      verdict: 'not-conformant',
      // Advice is no part of what the verdict is on.
      counts: { pass: 1, 'documents-disagree': 0, 'not-applicable': 0, inconclusive: 0, fail: 1 },
    },
  ]);
});

const { target } = run(1);
const { library } = target;
test.each([
  [{ ...target, sqlServer: SERVER }, 'SQL Server 16.0.4135.4'],
  [{ ...target, sqlServer: ENDPOINT }, 'reference SQL endpoint 16.0.0.0'],
  [{ ...target, library: { ...library, version: null, fileVersion: '2022.160' } }, 'libvdi.so 2022.160'],
  [{ ...target, library: { ...library, version: null } }, 'libvdi.so cdcdcdcdcdcd'],
  [{ ...target, library: { ...library, file: 'dist/native/libvdi.so' } }, 'libvdi.so 1.0'],
  [{ ...target, library: { ...library, file: 'C:\\Program Files\\sqlvdi.dll' } }, 'sqlvdi.dll 1.0'],
])('what was certified has a short name', (of, build) => {
  expect(trendOf([run(1, { target: of })])[0]?.build).toBe(build);
});

test('what led to a run: earlier ones of its target and subject, whatever was certified there', () => {
  const present = run(5);
  const kept = [
    run(6),
    present,
    run(4, { target: { ...target, library: { ...library, version: '0.9' } } }),
    run(3, { subject: 'engine' }),
    run(3, { target: { ...target, name: 'wine' } }),
    run(3, { target: { ...target, fault: 'A-1.broken' } }),
    run(2),
  ];
  expect(trendUpTo(present, kept).map(({ startedAt, build }) => [startedAt.slice(0, 10), build])).toEqual([
    ['2026-01-02', 'libvdi.so 1.0'],
    ['2026-01-04', 'libvdi.so 0.9'],
    ['2026-01-05', 'libvdi.so 1.0'],
  ]);
});

test('what led to a run of a client is of that client, in whatever version', () => {
  const ran = (day: number, name: string, digest: string): RunDocument =>
    run(day, { subject: 'client', client: handMadeClient(name, digest) });
  const present = ran(5, 'yours', 'aa');
  const kept = [ran(1, 'yours', 'bb'), ran(2, 'mine', 'aa'), run(3, { subject: 'client' })];
  expect(trendUpTo(present, kept).map(({ startedAt }) => startedAt.slice(0, 10))).toEqual([
    '2026-01-01',
    '2026-01-05',
  ]);
});
