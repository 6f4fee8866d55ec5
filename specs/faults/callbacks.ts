import type { Departure } from './departure.js';
import { calledBack } from './evidence.js';

const TOO_EARLY = /^the agent returned before \d+ of \d+ outstanding commands were completed$/;
const OTHER_CODE = /^command \d+, outstanding at Close, was completed with another code$/;
const TWICE = calledBack(/^command \d+, outstanding at Close, had 2 callbacks$/, /^2 callbacks$/);
const NEVER: Departure = {
  ...calledBack(/^command \d+, outstanding at Close, had 0 callbacks$/, /^0 callbacks$/, 'call'),
  reaches: {
    rules: ['CLOSE-08'],
    because: 'a command that is never called back is one that the agent did not complete',
  },
};
const OTHER_THREAD = calledBack(
  /^the callback for command \d+ did not come on the agent’s thread$/,
  /^thread \d+$/,
);
/** Threads that call back later are there when resources are looked at, and when the library is unloaded. */
const LATE_THREADS = {
  rules: ['CLOSE-11', 'CLOSE-13'],
  because: 'the threads that call back later are threads of the library that run on after Close',
};

/** The agent and what it calls back: harness/reference/native/faults/callbacks.cpp. */
export const CALLBACKS: Readonly<Record<string, Departure>> = {
  'CLOSE-08.agent-returns-first': {
    ...calledBack(/^the agent returned before 1 of /, /^command \d+ completed after it$/),
    reaches: LATE_THREADS,
  },
  'CLOSE-08.last-left-to-closer': calledBack(
    /^the agent returned before 1 of /,
    /^command \d+ completed after it$/,
  ),
  'CLOSE-08.aborts-a-hundred': {
    ...calledBack(TOO_EARLY, /^command \d{3} completed after it$/),
    reaches: LATE_THREADS,
  },

  'CLOSE-09.completed-as-success': calledBack(OTHER_CODE, /^ERROR_SUCCESS \(0\)$/),
  'CLOSE-09.completed-with-hresult': calledBack(OTHER_CODE, /\(2155282436\)$/),
  'CLOSE-09.last-completed-as-io-error': calledBack(OTHER_CODE, /^ERROR_IO_DEVICE \(1117\)$/),
  'CLOSE-09.reads-completed-as-eof': calledBack(OTHER_CODE, /^ERROR_HANDLE_EOF \(38\)$/),

  'CLOSE-10.called-twice': TWICE,
  'CLOSE-10.first-called-twice': TWICE,
  'CLOSE-10.called-again-by-closer': TWICE,
  'CLOSE-10.called-again-at-release': TWICE,
  'CLOSE-10.completed-aborted-too': calledBack(
    /^command \d+, completed before Close, had 2 callbacks$/,
    /^2 callbacks$/,
  ),
  'CLOSE-10.last-forgotten': NEVER,
  'CLOSE-10.none-called-back': NEVER,
  'CLOSE-10.only-last-called-back': NEVER,
  'CLOSE-10.nothing-called-back': calledBack(
    /^a callback came for what is not a command that was sent$/,
    /^a callback with context 0$/,
  ),
  'CLOSE-10.wrong-context': calledBack(
    /^the callback for command \d+ came with another context$/,
    /^context \d+$/,
  ),
  'CLOSE-10.on-closers-thread': OTHER_THREAD,
  'CLOSE-10.on-thread-of-its-own': OTHER_THREAD,
};
