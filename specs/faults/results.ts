import type { Departure } from './departure.js';
import { closeAnswered, OPEN_BEFORE_ACTIVE, REOPENED, stillAnswered } from './evidence.js';

const FROM_ACTIVE = {
  rules: ['CLOSE-15'],
  because: 'Active is one of the states from which Close is called',
};

/** The server's end answers the wrong thing: harness/reference/native/faults/results.cpp. */
export const RESULTS: Readonly<Record<string, Departure>> = {
  'CLOSE-01.false-success-of-several': closeAnswered('S_FALSE'),
  'CLOSE-01.miscounted-at-64': {
    ...closeAnswered('VD_E_PROTOCOL'),
    reaches: { rules: ['CLOSE-16'], because: 'a session whose own Close is refused has not come to its end' },
  },
  'CLOSE-01.still-openable': REOPENED,

  'CLOSE-03.configuration-still-answered': stillAnswered('GetConfiguration', 'NOERROR'),
  // S_FALSE is 1 is "shared".
  'CLOSE-03.buffer-still-shared': stillAnswered('IsSharedBuffer', 'S_FALSE'),
  'CLOSE-03.abort-still-accepted': stillAnswered('SignalAbort', 'NOERROR'),
  'CLOSE-03.device-still-opened': stillAnswered('OpenDevice', 'NOERROR'),
  'CLOSE-03.opened-again': stillAnswered('Open', 'S_FALSE'),

  'CLOSE-04.noerror-if-some-closed': closeAnswered('NOERROR'),
  'CLOSE-04.noerror-with-64': { ...closeAnswered('NOERROR'), reaches: FROM_ACTIVE },
  'CLOSE-04.noerror-when-reading': closeAnswered('NOERROR'),
  'CLOSE-04.abort-under-load': { ...closeAnswered('VD_E_ABORT'), reaches: FROM_ACTIVE },
  'CLOSE-04.open-as-the-client-says': closeAnswered('VD_E_OPEN'),
  // One device is S_FALSE.
  'CLOSE-04.no-result': {
    ...closeAnswered('NOERROR'),
    observed: /^(S_FALSE|0x000000\w\w)$/,
    reaches: FROM_ACTIVE,
  },

  'CLOSE-12.device-still-answers': stillAnswered('CloseDevice', 'NOERROR'),
  'CLOSE-12.command-still-taken': stillAnswered('SendCommand', 'NOERROR'),

  'CLOSE-14.unexpected-without-agent': {
    ...closeAnswered('VD_E_UNEXPECTED'),
    reaches: OPEN_BEFORE_ACTIVE,
  },

  'CLOSE-15.protocol-when-connected': closeAnswered('VD_E_PROTOCOL'),
  'CLOSE-15.protocol-when-configurable': closeAnswered('VD_E_PROTOCOL'),
  'CLOSE-15.protocol-when-initializing': closeAnswered('VD_E_PROTOCOL'),
  'CLOSE-15.protocol-after-abort': closeAnswered('VD_E_PROTOCOL'),
  'CLOSE-15.still-openable-after-abort': REOPENED,

  'CLOSE-16.second-close-succeeds': {
    ...closeAnswered('NOERROR'),
    reason: /^Close number 2 of one set did not refuse$/,
  },
  'CLOSE-16.third-close-succeeds': {
    ...closeAnswered('NOERROR'),
    reason: /^Close number 3 of one set did not refuse$/,
  },
  'CLOSE-16.close-unopened-succeeds': {
    ...closeAnswered('NOERROR'),
    reason: /^Close of a set that was never opened did not refuse$/,
  },
  'CLOSE-16.poisoned-by-close': {
    reason: /^after a Close that should have changed nothing the session could not go on$/,
    observed: /^Open had to succeed, and returned VD_E_PROTOCOL$/,
    decidedBy: { kind: 'call', role: 'server', method: 'Open' },
  },
};
