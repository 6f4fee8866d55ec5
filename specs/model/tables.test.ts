import { describe, expect, it } from 'vitest';
import { CLIENT_TABLE, type ClientEvent, type ClientState } from './client-table.js';
import { DEVICE_TABLE } from './device-table.js';
import { TRANSITIONS } from './model.js';
import { SERVER_TABLE, type ServerEvent, type ServerState } from './server-table.js';
import { isCell, type Cell, type Cases } from './table.js';

/**
 * The tables as the documents print them, once more: a slip in one of the two shows. A cell is what is answered:
 * O NOERROR, P VD_E_PROTOCOL, A VD_E_ABORT, C VD_E_CLOSE, T VD_E_TIMEOUT, V VD_E_OPEN, w waits, F any failure, * any,
 * - unreachable. Several letters: it depends, or the documents disagree. Behind it, the state it leads to.
 */
const LETTERS: Readonly<Record<string, string>> = {
  NOERROR: 'O',
  VD_E_PROTOCOL: 'P',
  VD_E_ABORT: 'A',
  VD_E_CLOSE: 'C',
  VD_E_TIMEOUT: 'T',
  VD_E_OPEN: 'V',
  waits: 'w',
  failure: 'F',
  any: '*',
};

function shown<State extends string>(entry: Cell<State> | Cases<State>): string {
  const cells: Cell<State>[] = isCell(entry) ? [entry] : Object.values(entry);
  if (cells.every(({ unreachable }) => unreachable !== undefined)) return '-';
  const letters = new Set(cells.flatMap(({ answers }) => answers.map((answer) => LETTERS[answer] ?? '?')));
  const to = new Set(cells.map((cell) => cell.to).filter((state) => state !== undefined));
  return [...letters].sort().join('') + [...to].map((state) => `>${state}`).join('');
}

const SERVER_STATES: ServerState[] = [
  'DoesNotExist',
  'Connected',
  'Configurable',
  'Initializing',
  'Active',
  'NormallyTerminated',
  'AbnormallyTerminated',
];

const CLIENT_STATES: ClientState[] = [
  'DoesNotExist',
  'Created',
  'Initializing',
  'Active',
  'NormallyTerminated',
  'AbnormallyTerminated',
];

const ABNORMAL = '>AbnormallyTerminated';

describe('the model’s tables', () => {
  it.each<[ServerEvent, string[]]>([
    ['Open', ['FO>Connected', 'P', 'P', 'P', 'P', 'P', 'P']],
    ['GetConfiguration', ['P', 'O', 'O', 'O', 'O', 'O', 'A']],
    ['BeginConfiguration', ['P', 'O>Configurable', 'P', 'P', 'P', 'P', 'AP']],
    ['RequestBuffers', ['P', 'P', 'O', 'O', 'O', 'P', 'AP']],
    ['QueryAvailableBuffers', ['P', 'P', 'O', 'O', 'O', 'P', 'AP']],
    ['EndConfiguration', ['P', 'P', 'O>Initializing', 'P', 'P', 'P', 'AP']],
    ['OpenDevice', ['P', 'P', 'P', 'FOV>Active', 'PV', 'P', 'A']],
    ['ExecuteCompletionAgent', ['P', 'P', 'P', 'Fw>Active', 'P', 'P', 'A']],
    ['AllocateBuffer', ['P', 'P', 'P', 'O', 'O', 'O', 'A']],
    ['FreeBuffer', ['P', 'OP', 'P', 'FO', 'FO', 'FO', 'A']],
    ['SendCommand', ['-', '-', '-', 'P', 'FO', 'P', 'A']],
    ['CloseDevice', ['-', '-', '-', 'P', 'CO>NormallyTerminated', 'C', 'A']],
    ['SignalAbort', ['P', ...Array.from({ length: 5 }, () => `O${ABNORMAL}`), 'O']],
    ['Close', ['P', 'O>Gone', 'O>Gone', 'OP>Gone', 'P>Gone', 'O>Gone', 'O>Gone']],
  ])('server %s', (method, row) => {
    expect(SERVER_STATES.map((state) => shown(SERVER_TABLE[method][state]))).toEqual(row);
  });

  it.each<[ClientEvent, string[]]>([
    ['Create', ['O>Created', 'P', 'P', 'P', 'P', 'P']],
    ['GetConfiguration', ['P', 'OTw>Initializing', 'O', 'O', 'O', 'A']],
    ['OpenDevice', ['P', 'P', 'FO>Active', 'PV', 'P', 'A']],
    ['GetCommand', ['F', '-', 'PT', 'COPTw>NormallyTerminated', 'CP', 'A']],
    ['CompleteCommand', ['F', '-', 'F', '*FO', 'P', 'A']],
    ['SignalAbort', ['P', ...Array.from({ length: 4 }, () => `O${ABNORMAL}`), 'O']],
    [
      'Close',
      ['P', 'O>DoesNotExist', 'OV>DoesNotExist', 'V>DoesNotExist', 'O>DoesNotExist', 'O>DoesNotExist'],
    ],
  ])('client %s', (method, row) => {
    expect(CLIENT_STATES.map((state) => shown(CLIENT_TABLE[method][state]))).toEqual(row);
  });

  it('have an interface that was closed answer as one without a set', () => {
    for (const method of Object.keys(SERVER_TABLE) as ServerEvent[]) {
      const gone = shown(SERVER_TABLE[method].Gone);
      const never = shown(SERVER_TABLE[method].DoesNotExist);
      expect([method, ['F', 'P', '-'].includes(gone)]).toEqual([method, true]);
      if (method !== 'Open' && never !== '-') expect([method, gone]).toEqual([method, never]);
    }
  });

  it('let a device out of its error by ClearError, CloseDevice and an abort only', () => {
    const leaving = Object.entries(DEVICE_TABLE)
      .filter(([, row]) => isCell(row.Errored) && row.Errored.to !== undefined)
      .map(([event]) => event);
    expect(leaving.sort()).toEqual(['ClearError completed', 'CloseDevice', 'the set is aborted']);
  });

  it('give every transition an id of its own, and every unreachable one a reason', () => {
    expect(new Set(TRANSITIONS.map(({ id }) => id)).size).toBe(TRANSITIONS.length);
    for (const { unreachable } of TRANSITIONS) expect(unreachable).not.toBe('');
  });
});
