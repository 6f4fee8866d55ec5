/** Writes fields of TDS one after the other. Little-endian unless the name says otherwise. */
export class ByteWriter {
  #bytes = Buffer.alloc(256);
  #length = 0;

  u8(value: number): this {
    const at = this.#grow(1);
    this.#bytes.writeUInt8(value, at);
    return this;
  }

  u16(value: number): this {
    const at = this.#grow(2);
    this.#bytes.writeUInt16LE(value, at);
    return this;
  }

  u16be(value: number): this {
    const at = this.#grow(2);
    this.#bytes.writeUInt16BE(value, at);
    return this;
  }

  u32(value: number): this {
    const at = this.#grow(4);
    this.#bytes.writeUInt32LE(value, at);
    return this;
  }

  u32be(value: number): this {
    const at = this.#grow(4);
    this.#bytes.writeUInt32BE(value, at);
    return this;
  }

  i32(value: number): this {
    const at = this.#grow(4);
    this.#bytes.writeInt32LE(value, at);
    return this;
  }

  i64(value: bigint): this {
    const at = this.#grow(8);
    this.#bytes.writeBigInt64LE(value, at);
    return this;
  }

  u64(value: bigint): this {
    const at = this.#grow(8);
    this.#bytes.writeBigUInt64LE(value, at);
    return this;
  }

  raw(bytes: Uint8Array): this {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** UTF-16 behind its length in code units, one byte of length: cut at 255 units. */
  shortText(text: string): this {
    const cut = text.slice(0, 0xff);
    return this.u8(cut.length).raw(Buffer.from(cut, 'utf16le'));
  }

  /** UTF-16 behind its length in code units, two bytes of length. */
  longText(text: string, units = 0xffff): this {
    const cut = text.slice(0, units);
    return this.u16(cut.length).raw(Buffer.from(cut, 'utf16le'));
  }

  done(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  /** Makes room, which may replace the bytes: where the field is to go. */
  #grow(by: number): number {
    const from = this.#length;
    this.#length += by;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(this.#length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, from);
      this.#bytes = larger;
    }
    return from;
  }
}
