import { CLIENT_CLOSE_RULES } from '../rules/client-close.js';
import type { DecidingEvent, Departure } from './departure.js';

/** A client that goes wrong does so whatever it is asked for: the cases of other rules see it as well. */
const REACHES = {
  rules: CLIENT_CLOSE_RULES.map(({ id }) => id),
  because: 'a wrong client is wrong in the cases of other rules too',
};

function wrong(reason: RegExp, observed: RegExp, decidedBy: DecidingEvent | DecidingEvent[]): Departure {
  return { reason, observed, decidedBy, reaches: REACHES };
}

/** It was given up, after a call of this method. */
function hangs(method: string): Departure {
  return wrong(
    /the client did not end$/,
    new RegExp(String.raw`still ran after \d+ ms \(client(End|Run)Ms\); its last call was \w+::(${method})$`),
    { kind: 'limit' },
  );
}

/** After it was told of the abort it called this. */
function goesOn(method: string): Departure {
  return wrong(
    new RegExp(`after it was told of the abort the client called ${method}$`),
    new RegExp(`^${method}$`),
    { kind: 'call', method },
  );
}

/** It tells failure where nothing had gone wrong. */
const NO_SUCCESS = wrong(/the client did not tell success$/, /^exit code 1$/, { kind: 'program-end' });
const NOT_CLOSED = wrong(/the client did not close its set$/, /^no Close$/, { kind: 'call' });
const NOT_DRAINED = wrong(
  /the client closed its set before a device was closed by the server$/,
  /^device:\S+ was not drained$/,
  { kind: 'call', method: 'Close' },
);
const CRASHED = wrong(/the client crashed$/, /^it ended with (SIG(SEGV|BUS|ABRT|ILL)|exit code 0xc)/, {
  kind: 'process-end',
});
const OTHER_BYTES = wrong(
  /a restore was given other bytes than the backup had written$/,
  /^others in transfer \d+ of device:/,
  { kind: 'call', method: 'CompleteCommand' },
);
const FALSE_SUCCESS = wrong(
  /a backup of which nothing could be written was told to be a success$/,
  /^success$/,
  { kind: 'program-end' },
);
const TOLD_SUCCESS = wrong(/the client told success of a backup that was (aborted|refused)$/, /^success$/, {
  kind: 'program-end',
});

/** The evidence with which each of our own wrong clients has to be caught, by the rule that it breaks. */
export const WRONG_CLIENTS: Readonly<Record<string, Departure>> = {
  'CLIENT-CLOSE-01.drains-not': NOT_DRAINED,
  'CLIENT-CLOSE-01.does-not-drain-all-devices': NOT_DRAINED,
  'CLIENT-CLOSE-01.drops-a-command': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-01.holds-transfers': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-01.gives-up-at-first-time-out': NO_SUCCESS,
  'CLIENT-CLOSE-01.exits-1-after-success': NO_SUCCESS,
  'CLIENT-CLOSE-01.aborts-at-normal-end': wrong(
    /the client signalled an abort although nothing had gone wrong$/,
    /^SignalAbort$/,
    { kind: 'call', method: 'SignalAbort' },
  ),
  'CLIENT-CLOSE-01.closes-twice': wrong(/the client closed its set more than once$/, /^2 calls of Close$/, {
    kind: 'call',
    method: 'Close',
  }),
  'CLIENT-CLOSE-01.never-closes': NOT_CLOSED,
  'CLIENT-CLOSE-01.leaks-set': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-01.leaves-child-running': wrong(
    /the client left other processes running$/,
    /^(exe|vdi_client(\.exe)?)$/,
    {
      kind: 'left-running',
    },
  ),
  'CLIENT-CLOSE-01.one-device-only': hangs('GetCommand'),
  'CLIENT-CLOSE-02.wrong-data': OTHER_BYTES,
  'CLIENT-CLOSE-02.short-write-as-success': OTHER_BYTES,
  'CLIENT-CLOSE-02.short-count-as-success': wrong(
    /(a restore was given other bytes than the backup had written|BACKUP DATABASE did not succeed)$/,
    /^(others in transfer \d+ of device:|failed, errors 3202, 3013$)/,
    [{ kind: 'call', method: 'CompleteCommand' }, { kind: 'statement' }],
  ),
  'CLIENT-CLOSE-03.close-while-workers-run': NOT_CLOSED,
  'CLIENT-CLOSE-03.waits-for-ever': hangs('GetConfiguration'),
  'CLIENT-CLOSE-04.waits-for-devices': hangs('OpenDevice'),
  'CLIENT-CLOSE-05.sleeps-after-abort': hangs('GetCommand'),
  'CLIENT-CLOSE-06.completes-until-it-is-taken': hangs('CompleteCommand'),
  'CLIENT-CLOSE-07.waits-for-all-to-close': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-08.waits-for-statement': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-09.crashes-on-abort': CRASHED,
  'CLIENT-CLOSE-10.reconnects-for-ever': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-10.ignores-death': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-11.ignores-refused-statement': hangs('GetConfiguration'),
  'CLIENT-CLOSE-12.spins-after-abort': hangs('GetCommand'),
  'CLIENT-CLOSE-13.disk-full-as-success': FALSE_SUCCESS,
  'CLIENT-CLOSE-13.disk-full-hangs': hangs('GetCommand'),
  'CLIENT-CLOSE-14.unknown-command-as-success': wrong(
    /a command that there is not was completed with success$/,
    /^ERROR_SUCCESS$/,
    { kind: 'callback' },
  ),
  'CLIENT-CLOSE-15.zero-length-as-error': NO_SUCCESS,
  'CLIENT-CLOSE-15.wrong-size-assumed': NO_SUCCESS,
  'CLIENT-CLOSE-13.no-abort-signalled': hangs(String.raw`\w+`),
  'CLIENT-CLOSE-16.serves-in-turn': hangs('GetCommand'),
  'CLIENT-CLOSE-17.prefix-zone-ignored': NO_SUCCESS,
  'CLIENT-CLOSE-18.completes-twice': wrong(/the client completed a command twice$/, /^0x[0-9a-f]+$/, {
    kind: 'call',
    method: 'CompleteCommand',
  }),
  'CLIENT-CLOSE-18.completes-unknown-command': wrong(
    /the client completed a command that it was not given$/,
    /^0x[0-9a-f]+$/,
    { kind: 'call', method: 'CompleteCommand' },
  ),
  'CLIENT-CLOSE-19.completes-after-abort': goesOn('CompleteCommand'),
  'CLIENT-CLOSE-19.ignores-result-of-CompleteCommand': goesOn('GetCommand'),
  'CLIENT-CLOSE-19.ignores-result-of-GetConfiguration': goesOn('OpenDevice'),
  'CLIENT-CLOSE-20.writes-after-completion': wrong(
    /the client wrote to a buffer whose command it had completed$/,
    /^a write within \d+ bytes at 0x[0-9a-f]+$/,
    { kind: 'stray-write' },
  ),
  'CLIENT-CLOSE-21.exits-with-threads-in-library': wrong(
    /the client’s process ended while a thread of it was in \w+$/,
    /^\w+ had not returned$/,
    { kind: 'call' },
  ),
  'CLIENT-CLOSE-21.releases-set-while-calls-wait': wrong(
    /the client gave back its set while a thread of it was in \w+$/,
    /returned later$/,
    { kind: 'call', method: 'Release' },
  ),
  'CLIENT-CLOSE-21.unloads-with-threads-in-library': wrong(
    /the client (crashed|did not end)$/,
    /^it (ended with|still ran)/,
    [{ kind: 'process-end' }, { kind: 'limit' }],
  ),
  'CLIENT-CLOSE-21.unloads-before-release': CRASHED,
  'CLIENT-CLOSE-22.same-name-not-reusable': wrong(
    /the client could not make a backup at once after one that had ended badly$/,
    /^(failure|failed, errors 3201, 3013)$/,
    { kind: 'program-end' },
  ),
  'CLIENT-CLOSE-23.abort-as-end': TOLD_SUCCESS,
  'CLIENT-CLOSE-23.tells-success-of-refused': TOLD_SUCCESS,
  'CLIENT-CLOSE-23.exit-0-after-failure': TOLD_SUCCESS,
};

/** Wrong clients that no rule catches, and why: `--list-wrong` of the client names them all the same. */
export const NOT_CAUGHT: Readonly<Record<string, string>> = {
  'completes-on-another-thread':
    'a device belongs to one thread, and whether that forbids another one to complete in its stead is not said',
  'end-of-medium-as-success': 'a restore never asks for more than the backup has written',
  'prints-success-but-exit-1': 'its exit code tells failure: whoever looks at the output alone is fooled',
  'time-out-as-end': 'no scenario lets a client wait for as long as its own time-outs',
};
