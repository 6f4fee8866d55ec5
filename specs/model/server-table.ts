import { ABORT, FAILURE, NO_CALL, OK, PROTOCOL, WAITS, type Cell, type Table } from './table.js';

/** States of the server's end; `Gone` is an interface that was closed, and is of no further use. */
export type ServerState =
  | 'DoesNotExist'
  | 'Connected'
  | 'Configurable'
  | 'Initializing'
  | 'Active'
  | 'NormallyTerminated'
  | 'AbnormallyTerminated'
  | 'Gone';

/** Methods of the set and of a device, and what comes from the other end. */
export type ServerEvent =
  | 'Open'
  | 'GetConfiguration'
  | 'BeginConfiguration'
  | 'RequestBuffers'
  | 'QueryAvailableBuffers'
  | 'EndConfiguration'
  | 'OpenDevice'
  | 'ExecuteCompletionAgent'
  | 'AllocateBuffer'
  | 'FreeBuffer'
  | 'SendCommand'
  | 'CloseDevice'
  | 'SignalAbort'
  | 'Close'
  | 'the client aborts'
  | 'the client dies'
  | 'the client leaves';

type Row = Table<ServerEvent, ServerState>[ServerEvent];

const ok: Cell<ServerState> = { answers: OK };
const protocol: Cell<ServerState> = { answers: PROTOCOL };
const abort: Cell<ServerState> = { answers: ABORT };
const failure: Cell<ServerState> = { answers: FAILURE };
const to = (state: ServerState, answers = OK): Cell<ServerState> => ({ answers, to: state });
const unreachable = (why: string): Cell<ServerState> => ({ answers: [], unreachable: why });

/** The table says VD_E_PROTOCOL, the method's page VD_E_ABORT: either. */
const protocolOrAbort: Cell<ServerState> = { answers: [...PROTOCOL, ...ABORT] };
const noDevice = unreachable('no device was opened, so there is no pointer to call it on');
const noSet = unreachable('the server has no set that the client could end');
const early = unreachable('the client leaves in order only after the normal end');
const ended = unreachable('the set was aborted before: it ends but once');

/** Eight answers in the order of the table's columns. */
function row(
  doesNotExist: Row['DoesNotExist'],
  connected: Row['Connected'],
  configurable: Row['Configurable'],
  initializing: Row['Initializing'],
  active: Row['Active'],
  normally: Row['NormallyTerminated'],
  abnormally: Row['AbnormallyTerminated'],
  gone: Row['Gone'],
): Row {
  return {
    DoesNotExist: doesNotExist,
    Connected: connected,
    Configurable: configurable,
    Initializing: initializing,
    Active: active,
    NormallyTerminated: normally,
    AbnormallyTerminated: abnormally,
    Gone: gone,
  };
}

const abnormal = to('AbnormallyTerminated');
const aborted = to('AbnormallyTerminated', NO_CALL);
const endedByClient = row(noSet, aborted, aborted, aborted, aborted, aborted, ended, noSet);
const buffers = { 'of its own': ok, none: failure };

/**
 * The server's table. Where a page contradicts it, the cell has the reading that readings.ts gives.
 * The columns: Does not exist, Connected, Configurable, Initializing, Active, Normally terminated, Abnormally
 * terminated, and after Close, which answers as a set that does not exist.
 */
export const SERVER_TABLE: Table<ServerEvent, ServerState> = {
  Open: row(
    { 'a set waits': to('Connected'), 'no set': failure, 'set aborted': failure, 'set served': failure },
    protocol,
    protocol,
    protocol,
    protocol,
    protocol,
    protocol,
    protocol,
  ),
  GetConfiguration: row(protocol, ok, ok, ok, ok, ok, abort, protocol),
  BeginConfiguration: row(
    protocol,
    to('Configurable'),
    protocol,
    protocol,
    protocol,
    protocol,
    protocolOrAbort,
    protocol,
  ),
  RequestBuffers: row(protocol, protocol, ok, ok, ok, protocol, protocolOrAbort, protocol),
  QueryAvailableBuffers: row(protocol, protocol, ok, ok, ok, protocol, protocolOrAbort, protocol),
  EndConfiguration: row(
    protocol,
    protocol,
    to('Initializing'),
    protocol,
    protocol,
    protocol,
    protocolOrAbort,
    protocol,
  ),
  OpenDevice: row(
    protocol,
    protocol,
    protocol,
    {
      'more to open': ok,
      'the last, no agent yet': ok,
      'the last, under the agent': to('Active'),
      'open already': failure,
      'unknown name': failure,
      'all open': { answers: ['VD_E_OPEN'] },
    },
    { 'all open': { answers: ['VD_E_OPEN'] }, 'some closed': { answers: ['VD_E_OPEN', ...PROTOCOL] } },
    protocol,
    abort,
    protocol,
  ),
  ExecuteCompletionAgent: row(
    protocol,
    protocol,
    protocol,
    {
      'devices to open': { answers: WAITS },
      'all devices open': to('Active', WAITS),
      'one runs': failure,
    },
    protocol,
    protocol,
    abort,
    protocol,
  ),
  AllocateBuffer: row(protocol, protocol, protocol, ok, ok, ok, abort, protocol),
  FreeBuffer: row(
    protocol,
    // "(OK)": there is no buffer that could be freed, so it looks like a copy error.
    { answers: [...PROTOCOL, ...OK] },
    protocol,
    buffers,
    buffers,
    buffers,
    abort,
    protocol,
  ),
  SendCommand: row(
    noDevice,
    noDevice,
    noDevice,
    protocol,
    { 'device active': ok, 'device errored': failure, ClearError: ok, 'device closed': failure },
    protocol,
    abort,
    failure,
  ),
  CloseDevice: row(
    noDevice,
    noDevice,
    noDevice,
    protocol,
    { 'more open': ok, 'the last': to('NormallyTerminated'), again: { answers: ['VD_E_CLOSE'] } },
    // The table says NOERROR, the page VD_E_CLOSE.
    { answers: ['VD_E_CLOSE'] },
    abort,
    failure,
  ),
  SignalAbort: row(protocol, abnormal, abnormal, abnormal, abnormal, abnormal, ok, protocol),
  Close: row(
    protocol,
    to('Gone'),
    to('Gone'),
    { 'no device open': to('Gone'), 'devices open': to('Gone', PROTOCOL) },
    to('Gone', PROTOCOL),
    to('Gone'),
    to('Gone'),
    protocol,
  ),
  'the client aborts': endedByClient,
  'the client dies': endedByClient,
  'the client leaves': row(noSet, early, early, early, early, { answers: NO_CALL }, ended, noSet),
};
