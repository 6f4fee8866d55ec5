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

test('says by which exception of Windows a process ended, and how many modules it had', () => {
  const end: HistoryEvent = {
    ...BY_SERVER,
    n: 2,
    atNs: 2_000_000,
    kind: 'process-end',
    exitCode: 0xc0000005,
    signal: null,
    cause: 'by-itself',
    exception: {
      code: 0xc0000005,
      address: '0x7ff800001a2b',
      module: { name: 'sqlvdi.dll', offset: 0x1a2b, unloaded: false },
      access: { how: 'read', address: '0x0' },
    },
  };
  const resources: HistoryEvent = {
    ...BY_SERVER,
    n: 1,
    atNs: 1_000_000,
    kind: 'resources',
    label: 'before Open',
    mappings: [],
    descriptors: [],
    threads: [1],
    modules: [{ name: 'sqlvdi.dll', from: '0x7ff800000000', size: 4096 }],
  };
  expect(timeline(history([resources, end]), 'c', []).map(({ text }) => text)).toEqual([
    '+1.000 ms  server: resources (before Open): 0 mappings, 0 descriptors, 1 threads, 1 modules',
    '+2.000 ms  server: process ended (by-itself): exit code 0xc0000005 (access violation) at sqlvdi.dll+0x1a2b, reading 0x0',
  ]);
});

test('says what SQL Server said, message by message', () => {
  const message = {
    n: 1,
    atMs: 1,
    kind: 'error',
    number: 3013,
    class: 16,
    state: 1,
    text: 'BACKUP DATABASE is terminating abnormally.',
    server: 's',
    procedure: '',
    line: 1,
  } as const;
  const statement: HistoryEvent = {
    case: 'c',
    n: 1,
    atNs: 1_000_000,
    endNs: 3_000_000,
    kind: 'statement',
    session: 'sql',
    text: 'BACKUP',
    spid: 51,
    durationMs: 2,
    messages: [message],
    resultSets: [],
    rowsAffected: [],
    ending: { how: 'cancelled', by: 'limit', limit: 'statementMs', afterMs: 1 },
  };
  const log: HistoryEvent = {
    case: 'c',
    n: 2,
    atNs: 4_000_000,
    kind: 'error-log',
    session: 'sql',
    label: 'after',
    lines: [{ at: 'then', process: 'Backup', text: 'BACKUP failed' }],
  };
  const asked = { case: 'c', kind: 'killed-session', session: 'sql-2', spid: 51, label: 'after' } as const;
  const times = { atNs: 5_000_000, endNs: 6_000_000 };
  const gone: HistoryEvent = { ...asked, ...times, n: 3, listed: false, waitedMs: 0, limit: null };
  const late = { listed: true, waitedMs: 15_000.4, limit: 'sessionEndMs' };
  const stays: HistoryEvent = { ...asked, ...times, ...late, n: 4 };
  const server = { version: 'SQL', productVersion: '16.0', productLevel: 'RTM', edition: 'Express' } as const;
  const facts = { case: 'c', atNs: 7_000_000, kind: 'server-facts', session: 'sql', spid: 51 } as const;
  const more = { ...facts, ...server, sysadmin: true, processId: null };
  const loaded: HistoryEvent = {
    ...more,
    n: 5,
    vdiLibrary: { file: 'sqlvdi.dll', fileVersion: '1.2' },
    noVdiLibrary: null,
  };
  const none: HistoryEvent = { ...more, n: 6, vdiLibrary: null, noVdiLibrary: 'none yet' };
  expect(
    timeline(history([statement, log, gone, stays, loaded, none]), 'c', [1]).map(({ text }) => text),
  ).toEqual([
    '+1.000 ms  sql: BACKUP → cancelled after 1 ms, limit statementMs  [2.000 ms] {3013, level 16, state 1, line 1: BACKUP DATABASE is terminating abnormally.}',
    '+4.000 ms  sql: ERRORLOG (after): 1 lines {BACKUP failed}',
    '+5.000 ms  sql-2: killed session 51 (after): gone',
    '+5.000 ms  sql-2: killed session 51 (after): listed after 15000 ms, limit sessionEndMs',
    '+7.000 ms  sql: session 51 with SQL (16.0, Express), VDI library sqlvdi.dll 1.2',
    '+7.000 ms  sql: session 51 with SQL (16.0, Express), no VDI library seen: none yet',
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
