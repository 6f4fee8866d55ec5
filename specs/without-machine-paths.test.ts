import { expect, test } from 'vitest';
import { HISTORY_SCHEMA, type History } from '../harness/history/history.js';
import type { Judgement } from './findings/finding.js';
import { faultsWithoutPaths, reasonsWithoutPaths } from './without-machine-paths.js';

const PATHS = { '<kit>': '/home/ann/kit' };

const HISTORY: History = {
  schema: HISTORY_SCHEMA,
  rule: 'CLOSE-01',
  scenario: 'x',
  kit: { name: 'kit', version: '1' },
  target: {} as History['target'],
  startedAt: '2026-01-01T00:00:00.000Z',
  cases: [],
  events: [
    { kind: 'kit-fault', code: 'X', message: 'no /home/ann/kit/a.js', n: 1, case: 'a', atNs: 0 },
    {
      ...{ kind: 'output', role: 'server', pid: 1, stream: 'stderr', bytes: 15, n: 2, case: 'a', atNs: 0 },
      excerpt: '/home/ann/kit/b',
    },
  ],
};

test('what the kit says of its own faults names no folder; what was seen of others stays', () => {
  const { events } = faultsWithoutPaths(HISTORY, PATHS);
  expect(events).toMatchObject([{ message: 'no <kit>/a.js' }, { excerpt: '/home/ann/kit/b' }]);
});

test('neither does why a judge failed, of a case and of them all', () => {
  const judged: Judgement = { verdict: 'inconclusive', reason: 'in /home/ann/kit/c.js', decidedBy: [] };
  const told = reasonsWithoutPaths({ judgement: judged, cases: [{ ...judged, case: 'a' }] }, PATHS);
  expect(told.judgement.reason).toBe('in <kit>/c.js');
  expect(told.cases).toEqual([{ ...judged, case: 'a', reason: 'in <kit>/c.js' }]);
});
