import { ByteReader } from './byte-reader.js';
import { TdsProtocolError } from './protocol-error.js';
import { skipHeaders } from './requests.js';
import { readParameterValue, type ParameterValue } from './rpc-values.js';

/** A call of a stored procedure ([MS-TDS] 2.2.6.6). */
export interface Rpc {
  readonly procedure: string;
  readonly parameters: readonly { readonly name: string; readonly value: ParameterValue }[];
}

/** Procedures that clients call by number. */
const NUMBERED: Readonly<Record<number, string>> = {
  1: 'sp_cursor',
  2: 'sp_cursoropen',
  3: 'sp_cursorprepare',
  4: 'sp_cursorexecute',
  5: 'sp_cursorprepexec',
  6: 'sp_cursorunprepare',
  7: 'sp_cursorfetch',
  8: 'sp_cursoroption',
  9: 'sp_cursorclose',
  10: 'sp_executesql',
  11: 'sp_prepare',
  12: 'sp_execute',
  13: 'sp_prepexec',
  14: 'sp_prepexecrpc',
  15: 'sp_unprepare',
};
const BY_NUMBER = 0xffff;
/** Several calls in one message are separated by one of these. */
const SEPARATORS: ReadonlySet<number> = new Set([0x80, 0xfe, 0xff]);
const MOST_PARAMETERS = 2100;

/** @throws TdsProtocolError; UnknownParameterType for a type that this endpoint does not read. */
export function readRpc(data: Buffer): Rpc {
  const reader = new ByteReader(data, 'RPC');
  skipHeaders(reader);
  const procedure = readProcedure(reader);
  reader.u16(); // options: recompile, no metadata
  const parameters: { name: string; value: ParameterValue }[] = [];
  while (reader.left > 0) {
    const units = reader.u8();
    if (SEPARATORS.has(units)) throw new TdsProtocolError('RPC: several calls in one message');
    if (parameters.length === MOST_PARAMETERS) throw new TdsProtocolError('RPC: more than 2100 parameters');
    const name = reader.text(units);
    reader.u8(); // by reference, default
    parameters.push({ name, value: readParameterValue(reader, parameters.length + 1, name) });
  }
  return { procedure, parameters };
}

function readProcedure(reader: ByteReader): string {
  const units = reader.u16();
  if (units !== BY_NUMBER) return reader.text(units);
  const number = reader.u16();
  const name = NUMBERED[number];
  if (name === undefined) throw new TdsProtocolError(`RPC: no procedure has the number ${number}`);
  return name;
}
