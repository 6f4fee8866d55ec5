import type { Departure } from './departure.js';
import { crashedIn, neverReturned, OPEN_BEFORE_ACTIVE } from './evidence.js';

const AGENT = { kind: 'call', role: 'server', method: 'ExecuteCompletionAgent' } as const;
const STAYED = {
  reason: /^the agent did not return after Close/,
  observed: /^no answer within/,
  decidedBy: AGENT,
};

/** The server's end never comes to an end, or ends the wrong thing: harness/reference/native/faults/endings.cpp. */
export const ENDINGS: Readonly<Record<string, Departure>> = {
  'CLOSE-03.agent-blocks': neverReturned('server', 'ExecuteCompletionAgent'),
  'CLOSE-03.free-buffer-crashes': crashedIn('FreeBuffer'),

  'CLOSE-08.idle-agent-stays': STAYED,

  'CLOSE-11.hangs-after-death': neverReturned('server', 'Close'),

  'CLOSE-13.agent-stays': {
    ...STAYED,
    reaches: { rules: ['CLOSE-08'], because: 'both rules are about the return of the agent' },
  },

  'CLOSE-14.hangs-without-agent': { ...neverReturned('server', 'Close'), reaches: OPEN_BEFORE_ACTIVE },
  'CLOSE-14.hangs-with-one-device': { ...neverReturned('server', 'Close'), reaches: OPEN_BEFORE_ACTIVE },
  'CLOSE-14.hangs-when-connected': {
    ...neverReturned('server', 'Close'),
    reaches: {
      rules: ['CLOSE-15', 'CLOSE-16'],
      because:
        'Connected is one of the states from which Close is called, and in CLOSE-16 that of a set elsewhere',
    },
  },
  'CLOSE-14.crashes-without-agent': crashedIn('Close'),

  'CLOSE-15.client-forgotten-when-connected': neverReturned('client', 'GetConfiguration'),
  'CLOSE-15.client-forgotten-when-initializing': {
    reason: /^the client was not told of the abort$/,
    observed: /^NOERROR$/,
    decidedBy: { kind: 'call', role: 'client', method: 'GetConfiguration' },
  },
  'CLOSE-15.abort-after-normal-end': {
    reason: /^the client of a set that had ended was told of an abort$/,
    observed: /^VD_E_ABORT$/,
    decidedBy: { kind: 'call', role: 'client', method: 'GetConfiguration' },
  },

  'CLOSE-16.aborts-other-sets': {
    reason: /^after a Close that should have changed nothing the session could not go on$/,
    observed: /returned VD_E_ABORT$/,
    decidedBy: { kind: 'call', role: 'server', method: 'Close' },
  },
  'CLOSE-16.second-close-crashes': crashedIn('Close'),
};
