import { FAILURE, NO_CALL, OK, type Cell, type Table } from './table.js';

/** States of one device, as the server sees it. */
export type DeviceState = 'Unopened' | 'Active' | 'Errored' | 'Closed' | 'Aborted';

export type DeviceEvent =
  | 'opened'
  | 'SendCommand'
  | 'SendCommand of ClearError'
  | 'completed'
  | 'completed with an error'
  | 'ClearError completed'
  | 'queued, given back'
  | 'CloseDevice'
  | 'the set is aborted';

type Row = Table<DeviceEvent, DeviceState>[DeviceEvent];

const ok: Cell<DeviceState> = { answers: OK };
const refused: Cell<DeviceState> = { answers: FAILURE };
const to = (state: DeviceState): Cell<DeviceState> => ({ answers: OK, to: state });
/** What happens to a device without a call that is about it. */
const happens: Cell<DeviceState> = { answers: NO_CALL };
const aborted: Cell<DeviceState> = { answers: NO_CALL, to: 'Aborted' };
const unreachable = (why: string): Cell<DeviceState> => ({ answers: [], unreachable: why });

const unopened = unreachable('the device has not been opened');
const over = unreachable('nothing is outstanding on a device that is at its end');
const once = unreachable('a device is opened but once');

function row(
  inUnopened: Row['Unopened'],
  active: Row['Active'],
  errored: Row['Errored'],
  closed: Row['Closed'],
  inAborted: Row['Aborted'],
): Row {
  return { Unopened: inUnopened, Active: active, Errored: errored, Closed: closed, Aborted: inAborted };
}

/**
 * A device's table: an error completion makes it Errored, and only ClearError, CloseDevice and an abort leave
 * that. What was queued then and not delivered is given back with ERROR_IO_DEVICE.
 *
 * Of a call on a device in a set that is under way both this table and its end's have to be right: the answer is one that both
 * allow. What was completed is the client's call, CompleteCommand.
 */
export const DEVICE_TABLE: Table<DeviceEvent, DeviceState> = {
  opened: row(to('Active'), once, once, once, once),
  SendCommand: row(unopened, ok, refused, refused, refused),
  'SendCommand of ClearError': row(
    unopened,
    unreachable('the explorer clears errors only where there is one: what else it does is not documented'),
    ok,
    over,
    over,
  ),
  completed: row(unopened, ok, ok, over, over),
  'completed with an error': row(unopened, to('Errored'), ok, over, over),
  'ClearError completed': row(
    unopened,
    unreachable('ClearError is sent to devices in error only'),
    to('Active'),
    over,
    over,
  ),
  'queued, given back': row(unopened, unreachable('the error comes first'), happens, over, over),
  CloseDevice: row(unopened, to('Closed'), to('Closed'), refused, refused),
  'the set is aborted': row(happens, aborted, aborted, aborted, unreachable('it ends but once')),
};
