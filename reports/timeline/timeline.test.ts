import { expect, test } from 'vitest';
import { HISTORY_SCHEMA, type History, type HistoryEvent } from '../../harness/history/history.js';
import { timeline } from './timeline.js';

const BY_SERVER = { case: 'c', role: 'server', pid: 1 };

function history(events: HistoryEvent[]): History {
  return {
    schema: HISTORY_SCHEMA,
    rule: 'CLOSE-01',
    scenario: 's',
    kit: { name: 'k', version: '0' },
    target: { name: 't', platform: 'p', library: { file: 'f', sha256: 's', version: null }, fault: null },
    startedAt: '2026-01-01T00:00:00.000Z',
    cases: [{ id: 'c', parameters: {} }],
    events,
  };
}

function callback(n: number): HistoryEvent {
  return {
    ...BY_SERVER,
    n,
    atNs: n * 1000,
    kind: 'callback',
    thread: 7,
    order: n,
    command: n,
    context: n,
    completionCode: 995,
    completionName: 'ERROR_OPERATION_ABORTED',
    bytesTransferred: 0,
  };
}

test('says who called what, when, with what, and what came of it', () => {
  const call: HistoryEvent = {
    ...BY_SERVER,
    n: 1,
    atNs: 1_500_000,
    kind: 'call',
    object: 'set',
    interface: 'IServerVirtualDeviceSet2',
    method: 'Open',
    args: { instance: null, name: 'x' },
    outcome: { how: 'returned', code: 0, name: 'NOERROR', results: {} },
    endNs: 2_000_000,
  };
  expect(timeline(history([call]), 'c', [1])).toEqual([
    { text: '+1.500 ms  server: set.Open(instance=null, name=x) → NOERROR  [0.500 ms]', decided: true },
  ]);
});

test('of thousands of events shows both ends and what decided, and says how many were folded', () => {
  const events = Array.from({ length: 10_000 }, (_, index) => callback(index + 1));
  const lines = timeline(history(events), 'c', [5_000]);
  expect(lines.length).toBeLessThan(130);
  expect(lines.filter((line) => line.decided)).toHaveLength(1);
  expect(lines.filter((line) => line.text.includes('folded')).map((line) => line.text)).toEqual([
    '… 4919 events folded; the attached history has them',
    '… 4960 events folded; the attached history has them',
  ]);
});

test('a rule that every event decides is folded too', () => {
  const events = Array.from({ length: 10_000 }, (_, index) => callback(index + 1));
  const lines = timeline(
    history(events),
    'c',
    events.map((event) => event.n),
  );
  expect(lines.length).toBeLessThan(300);
});
