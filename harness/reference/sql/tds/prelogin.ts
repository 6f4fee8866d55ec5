import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { TdsProtocolError } from './protocol-error.js';

/** The first message of each side: options of five bytes each, 0xFF, then their data ([MS-TDS] 2.2.6.5). */
export const OPTION = { version: 0x00, encryption: 0x01, instance: 0x02, thread: 0x03, mars: 0x04 } as const;
const END = 0xff;
const OPTION_BYTES = 5;

const ENCRYPT_NOT_SUP = 2;

/** The options by their number. @throws TdsProtocolError */
export function readPrelogin(data: Buffer): Map<number, Buffer> {
  const reader = new ByteReader(data, 'PRELOGIN');
  const options = new Map<number, Buffer>();
  for (let option = reader.u8(); option !== END; option = reader.u8()) {
    const offset = reader.u16be();
    options.set(option, reader.at(offset, reader.u16be()));
  }
  if (!options.has(OPTION.version)) throw new TdsProtocolError('PRELOGIN: without a version');
  return options;
}

export interface ProductVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
}

/** The answer: the version first; encryption is not supported, and MARS is off but named, else FreeTDS takes to TDS 7.1. */
export function writePrelogin(version: ProductVersion): Buffer {
  const { major, minor, build } = version;
  const options: [number, Buffer][] = [
    [OPTION.version, new ByteWriter().u8(major).u8(minor).u16be(build).u16be(0).done()],
    [OPTION.encryption, Buffer.from([ENCRYPT_NOT_SUP])],
    [OPTION.instance, Buffer.from([0])],
    [OPTION.thread, Buffer.alloc(0)],
    [OPTION.mars, Buffer.from([0])],
  ];
  const writer = new ByteWriter();
  let offset = options.length * OPTION_BYTES + 1;
  for (const [option, { length }] of options) {
    writer.u8(option).u16be(offset).u16be(length);
    offset += length;
  }
  writer.u8(END);
  for (const [, data] of options) writer.raw(data);
  return writer.done();
}
