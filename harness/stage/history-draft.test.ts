import { expect, test } from 'vitest';
import { historySchema } from '../history/history.js';
import { HistoryDraft } from './history-draft.js';

const about = {
  rule: 'TEST',
  scenario: 'draft',
  kit: { name: 'kit', version: '0' },
  target: {
    name: 'none',
    platform: 'linux-x64',
    library: { file: 'x', sha256: 'y', version: null },
    fault: null,
  },
};

test('events are sorted by time, numbered, and name each other by number', () => {
  const draft = new HistoryDraft(about);
  draft.beginCase('a', { devices: 1 });
  const limit = { kind: 'limit', awaited: 'it', afterMs: 1, limit: 'callMs' } as const;
  const late = draft.add({ case: 'a', at: 9_000_000_000_000_500n, facts: limit });
  draft.add({
    case: 'a',
    at: 9_000_000_000_000_700n,
    because: late,
    facts: { kind: 'abandoned', why: 'late' },
  });
  draft.add({
    case: 'a',
    at: 9_000_000_000_000_000n,
    facts: { kind: 'kit-fault', code: 'X', message: 'first' },
  });

  const history = draft.history();
  expect(historySchema.parse(history)).toEqual(history);
  expect(history.events.map(({ n, kind, atNs }) => [n, kind, atNs])).toEqual([
    [1, 'kit-fault', 0],
    [2, 'limit', 500],
    [3, 'abandoned', 700],
  ]);
  expect(history.events[2]).toMatchObject({ because: 2 });
});

test('a call that returned has an end, one that did not has none', () => {
  const draft = new HistoryDraft(about);
  const call = {
    kind: 'call',
    role: 's',
    pid: 1,
    object: 'set',
    interface: 'I',
    method: 'M',
    args: {},
  } as const;
  draft.add({ case: 'a', at: 100n, end: 250n, facts: { ...call, outcome: { how: 'value', value: 0 } } });
  draft.add({ case: 'a', at: 300n, end: null, facts: { ...call, outcome: { how: 'process-ended' } } });
  expect(draft.history().events).toMatchObject([{ endNs: 150 }, { endNs: null }]);
});

test('what happened at the same time stays in the order in which it was told', () => {
  const draft = new HistoryDraft(about);
  for (const message of ['a', 'b', 'c']) {
    draft.add({ case: 'a', at: 5n, facts: { kind: 'kit-fault', code: 'X', message } });
  }
  expect(draft.history().events.map((event) => 'message' in event && event.message)).toEqual(['a', 'b', 'c']);
});
