import { KitError } from '../../../errors/kit-error.js';
import type { ByteReader } from './byte-reader.js';
import { TdsProtocolError } from './protocol-error.js';

/** The values that statements of this endpoint can be given. */
export type ParameterValue = string | number | bigint | boolean | null;

/** A parameter of a type that this endpoint does not read; SQL Server says so with error 8009. */
export class UnknownParameterType extends KitError {
  override readonly name = 'UnknownParameterType';

  constructor(
    /** From 1. */
    readonly place: number,
    readonly parameter: string,
    readonly type: number,
  ) {
    super('TDS_PARAMETER_TYPE', `parameter ${place} (${parameter}) has the type 0x${type.toString(16)}`);
  }
}

const TYPE = {
  intN: 0x26,
  bitN: 0x68,
  varchar: 0xa7,
  char: 0xaf,
  nvarchar: 0xe7,
  nchar: 0xef,
  ntext: 0x63,
} as const;
const COLLATION_BYTES = 5;
const NULL_LENGTH = 0xffff;
/** As the maximum of a type: its values come in chunks. */
const CHUNKED = 0xffff;
const NULL_CHUNKS = 0xffff_ffff_ffff_ffffn;

/** @throws UnknownParameterType, TdsProtocolError */
export function readParameterValue(reader: ByteReader, place: number, name: string): ParameterValue {
  const type = reader.u8();
  switch (type) {
    case TYPE.intN:
      return readIntN(reader);
    case TYPE.bitN: {
      reader.u8();
      return reader.u8() === 0 ? null : reader.u8() !== 0;
    }
    case TYPE.varchar:
    case TYPE.char:
      return readText(reader, 'latin1');
    case TYPE.nvarchar:
    case TYPE.nchar:
      return readText(reader, 'utf16le');
    case TYPE.ntext: {
      reader.raw(4 + COLLATION_BYTES);
      const length = reader.i32();
      return length < 0 ? null : reader.raw(length).toString('utf16le');
    }
    default:
      throw new UnknownParameterType(place, name, type);
  }
}

function readIntN(reader: ByteReader): number | bigint | null {
  reader.u8();
  const length = reader.u8();
  const bytes = reader.raw(length);
  switch (length) {
    case 0:
      return null;
    case 1:
      return bytes.readUInt8();
    case 2:
      return bytes.readInt16LE();
    case 4:
      return bytes.readInt32LE();
    case 8:
      return bytes.readBigInt64LE();
    default:
      throw new TdsProtocolError(`RPC: an integer of ${length} bytes`);
  }
}

function readText(reader: ByteReader, encoding: 'latin1' | 'utf16le'): string | null {
  const most = reader.u16();
  reader.raw(COLLATION_BYTES);
  if (most === CHUNKED) return readChunks(reader, encoding);
  const length = reader.u16();
  return length === NULL_LENGTH ? null : reader.raw(length).toString(encoding);
}

function readChunks(reader: ByteReader, encoding: 'latin1' | 'utf16le'): string | null {
  // The total, which may also be unknown: what counts is the chunk of no length at the end.
  if (reader.u64() === NULL_CHUNKS) return null;
  const chunks: Buffer[] = [];
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.raw(length));
  return Buffer.concat(chunks).toString(encoding);
}
