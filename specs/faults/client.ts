import type { Departure } from './departure.js';
import { clientAnswered, NAMED_OBJECT, neverReturned } from './evidence.js';

/** What the client is told and keeps: harness/reference/native/faults/client.cpp. */
export const CLIENT: Readonly<Record<string, Departure>> = {
  'CLOSE-01.name-still-taken': {
    reason: /^the name of the set is still taken$/,
    observed: /^VD_E_PROTOCOL$/,
    decidedBy: { kind: 'call', role: 'client', method: 'CreateEx' },
    reaches: { rules: ['CLOSE-02'], because: 'the name is a named object of the set' },
  },
  'CLOSE-02.named-object-left': NAMED_OBJECT,

  'CLOSE-07.complete-accepted': clientAnswered('CompleteCommand', 'NOERROR'),
  'CLOSE-07.waiters-told-closed': clientAnswered('GetCommand', 'VD_E_CLOSE'),
  'CLOSE-07.waiters-told-timeout': clientAnswered('GetCommand', 'VD_E_TIMEOUT'),
  'CLOSE-07.configuration-told-timeout': clientAnswered('GetConfiguration', 'VD_E_TIMEOUT'),
  'CLOSE-07.waiters-not-woken': neverReturned('client', 'GetCommand'),
  'CLOSE-07.only-first-woken': neverReturned('client', 'GetCommand'),
  'CLOSE-07.signal-abort-refused': clientAnswered('SignalAbort', 'VD_E_ABORT'),
  'CLOSE-07.close-refused': clientAnswered('Close', 'VD_E_ABORT'),
  'CLOSE-07.buffers-wiped': {
    reason: /^a buffer that the client holds was not left alone until its own Close$/,
    observed: /^changed or not readable at 0x/,
    decidedBy: { kind: 'buffer', role: 'client' },
  },
  'CLOSE-07.completion-taken-late': {
    reason: /^a completion by the client after the abort had an effect$/,
    observed: /^command \d+ completed with ERROR_SUCCESS$/,
    decidedBy: { kind: 'callback', role: 'server' },
    reaches: {
      rules: ['CLOSE-13'],
      because:
        'the thread that waits for the client’s word is a thread of the library that runs on after Close',
    },
  },

  'CLOSE-11.named-object-left': NAMED_OBJECT,
};
