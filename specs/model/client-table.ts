import { ABORT, ANY, FAILURE, NO_CALL, OK, PROTOCOL, WAITS, type Cell, type Table } from './table.js';

export type ClientState =
  'DoesNotExist' | 'Created' | 'Initializing' | 'Active' | 'NormallyTerminated' | 'AbnormallyTerminated';

export type ClientEvent =
  | 'Create'
  | 'GetConfiguration'
  | 'OpenDevice'
  | 'GetCommand'
  | 'CompleteCommand'
  | 'SignalAbort'
  | 'Close'
  | 'the configuration comes'
  | 'a command comes'
  | 'a device is closed'
  | 'the server aborts'
  | 'the server dies'
  | 'the server leaves';

type Row = Table<ClientEvent, ClientState>[ClientEvent];

const ok: Cell<ClientState> = { answers: OK };
const protocol: Cell<ClientState> = { answers: PROTOCOL };
const abort: Cell<ClientState> = { answers: ABORT };
const failure: Cell<ClientState> = { answers: FAILURE };
const to = (state: ClientState, answers = OK): Cell<ClientState> => ({ answers, to: state });
const unreachable = (why: string): Cell<ClientState> => ({ answers: [], unreachable: why });

const noDevice = unreachable('no device was opened, so there is no pointer to call it on');
const noSet = unreachable('the client has no set that the server could end');
const ended = unreachable('the set was aborted before: it ends but once');
const noWaiter = unreachable('no call of the client waits in this state');

/** Six answers in the order of the table's columns. */
function row(
  doesNotExist: Row['DoesNotExist'],
  created: Row['Created'],
  initializing: Row['Initializing'],
  active: Row['Active'],
  normally: Row['NormallyTerminated'],
  abnormally: Row['AbnormallyTerminated'],
): Row {
  return {
    DoesNotExist: doesNotExist,
    Created: created,
    Initializing: initializing,
    Active: active,
    NormallyTerminated: normally,
    AbnormallyTerminated: abnormally,
  };
}

const abnormal = to('AbnormallyTerminated');
const aborted = to('AbnormallyTerminated', NO_CALL);
const endedByServer = row(noSet, aborted, aborted, aborted, aborted, ended);
const left: Cell<ClientState> = { answers: NO_CALL };
const closeAnswer: Cell<ClientState> = { answers: ['VD_E_CLOSE'] };
const gone = to('DoesNotExist');

/** The client's table; after its Close the interface may be used again. readings.ts says where pages differ. */
export const CLIENT_TABLE: Table<ClientEvent, ClientState> = {
  Create: row(
    { 'first use': to('Created'), 'used before': to('Created') },
    protocol,
    protocol,
    protocol,
    protocol,
    protocol,
  ),
  GetConfiguration: row(
    protocol,
    {
      'it is there': to('Initializing'),
      'not yet, no time to wait': { answers: ['VD_E_TIMEOUT'] },
      'not yet': { answers: WAITS },
    },
    ok,
    ok,
    ok,
    abort,
  ),
  OpenDevice: row(
    protocol,
    protocol,
    { 'more to open': ok, 'the last': to('Active'), 'open already': failure, 'unknown name': failure },
    { answers: [...PROTOCOL, 'VD_E_OPEN'] },
    protocol,
    abort,
  ),
  GetCommand: row(
    failure,
    noDevice,
    // The table says VD_E_PROTOCOL. Its page knows no such answer.
    { answers: [...PROTOCOL, 'VD_E_TIMEOUT'] },
    {
      'one is there': ok,
      'none, no time to wait': { answers: ['VD_E_TIMEOUT'] },
      none: { answers: WAITS },
      'closed, others not': closeAnswer,
      'closed, the last': to('NormallyTerminated', closeAnswer.answers),
      'told before': { answers: [...PROTOCOL, 'VD_E_CLOSE'] },
    },
    // The table again says VD_E_PROTOCOL, where the page has VD_E_CLOSE for a device that was closed.
    { answers: [...PROTOCOL, 'VD_E_CLOSE'] },
    abort,
  ),
  CompleteCommand: row(
    failure,
    noDevice,
    failure,
    { 'a command': ok, again: failure, none: failure, 'device closed': { answers: ANY } },
    protocol,
    abort,
  ),
  SignalAbort: row(protocol, abnormal, abnormal, abnormal, abnormal, ok),
  Close: row(
    protocol,
    gone,
    { 'no device open': gone, 'devices open': to('DoesNotExist', ['VD_E_OPEN']) },
    to('DoesNotExist', ['VD_E_OPEN']),
    gone,
    gone,
  ),
  'the configuration comes': row(noWaiter, to('Initializing'), noWaiter, noWaiter, noWaiter, noWaiter),
  'a command comes': row(noWaiter, noWaiter, noWaiter, ok, noWaiter, noWaiter),
  'a device is closed': row(
    noWaiter,
    noWaiter,
    noWaiter,
    { 'others not': closeAnswer, 'the last': to('NormallyTerminated', closeAnswer.answers) },
    noWaiter,
    noWaiter,
  ),
  'the server aborts': endedByServer,
  'the server dies': endedByServer,
  'the server leaves': row(
    noSet,
    left,
    left,
    left,
    left,
    unreachable('the server’s Close leads nowhere from here'),
  ),
};
