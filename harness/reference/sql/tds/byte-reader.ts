import { TdsProtocolError } from './protocol-error.js';

/** Reads fields of TDS one after the other, never past the end. Little-endian unless the name says otherwise. */
export class ByteReader {
  #at = 0;

  /** @param what names the message in errors. */
  constructor(
    private readonly bytes: Buffer,
    private readonly what: string,
  ) {}

  get left(): number {
    return this.bytes.length - this.#at;
  }

  u8(): number {
    return this.bytes.readUInt8(this.#take(1));
  }

  u16(): number {
    return this.bytes.readUInt16LE(this.#take(2));
  }

  u16be(): number {
    return this.bytes.readUInt16BE(this.#take(2));
  }

  u32(): number {
    return this.bytes.readUInt32LE(this.#take(4));
  }

  i32(): number {
    return this.bytes.readInt32LE(this.#take(4));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64LE(this.#take(8));
  }

  raw(length: number): Buffer {
    const from = this.#take(length);
    return this.bytes.subarray(from, from + length);
  }

  /** UTF-16 of so many code units. */
  text(units: number): string {
    return this.raw(units * 2).toString('utf16le');
  }

  /** Bytes at a place of the message, wherever the reading is. */
  at(offset: number, length: number): Buffer {
    if (offset + length > this.bytes.length) {
      throw new TdsProtocolError(
        `${this.what}: ${length} bytes at ${offset}, but it has ${this.bytes.length} bytes`,
      );
    }
    return this.bytes.subarray(offset, offset + length);
  }

  #take(length: number): number {
    if (length > this.left) {
      throw new TdsProtocolError(
        `${this.what}: ends at byte ${this.bytes.length}, in the middle of a field of ${length} bytes at ${this.#at}`,
      );
    }
    const from = this.#at;
    this.#at += length;
    return from;
  }
}
