import { ByteReader } from './byte-reader.js';
import { TdsProtocolError } from './protocol-error.js';

/** What a client says of itself ([MS-TDS] 2.2.6.4). */
export interface Login7 {
  /** As a number, e.g. 0x74000004. */
  readonly tdsVersion: number;
  readonly packetBytes: number;
  readonly host: string;
  readonly user: string;
  /** As bytes: texts linger in memory, and find their way into logs. */
  readonly password: Buffer;
  readonly application: string;
  readonly database: string;
  /** It wants to log in with Windows' account. */
  readonly integrated: boolean;
}

const INTEGRATED = 0x80;
/** No client names anything longer than this, in UTF-16 code units. */
const LONGEST_UNITS = 128;
const FIXED_BYTES = 94;

/** @throws TdsProtocolError */
export function readLogin7(data: Buffer): Login7 {
  const reader = new ByteReader(data, 'LOGIN7');
  const length = reader.u32();
  if (length !== data.length || length < FIXED_BYTES) {
    throw new TdsProtocolError(`LOGIN7: says that it has ${length} bytes, and has ${data.length}`);
  }
  const tdsVersion = reader.u32();
  const packetBytes = reader.u32();
  reader.raw(4 + 4 + 4 + 1); // version and process of the client, connection, first options
  const integrated = (reader.u8() & INTEGRATED) !== 0;
  reader.raw(1 + 1 + 4 + 4); // further options, time zone, language
  const field = (): Buffer => {
    const offset = reader.u16();
    const units = reader.u16();
    if (units > LONGEST_UNITS) throw new TdsProtocolError(`LOGIN7: a name of ${units} characters`);
    return reader.at(units === 0 ? 0 : offset, units * 2);
  };
  const text = (): string => field().toString('utf16le');
  const host = text();
  const user = text();
  const password = clearPassword(field());
  const application = text();
  text(); // the server's name
  reader.raw(4); // the extension, which is not answered: a client does without
  text(); // the library's name
  text(); // language
  const database = text();
  return { tdsVersion, packetBytes, host, user, password, application, database, integrated };
}

/** Undoes what is done to a password on its way: nibbles swapped, then XOR 0xA5. It hides nothing. */
function clearPassword(scrambled: Buffer): Buffer {
  return Buffer.from(
    scrambled.map((byte) => {
      const plain = byte ^ 0xa5;
      return ((plain << 4) | (plain >> 4)) & 0xff;
    }),
  );
}
