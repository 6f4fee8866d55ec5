import { HEADER_BYTES, PACKET, STATUS } from './packet.js';
import { TdsProtocolError } from './protocol-error.js';

/** A whole message of a client. */
export interface Message {
  readonly type: number;
  readonly data: Buffer;
  /** The client took it back while it was sending it. */
  readonly ignored: boolean;
  readonly reset: boolean;
}

/** How much a client may send at once, in bytes. It changes with the log-in. */
export interface Bounds {
  packetBytes: number;
  messageBytes: number;
}

const KNOWN_TYPES: ReadonlySet<number> = new Set(
  Object.values(PACKET).filter((type) => type !== PACKET.response),
);

/** Puts messages together from what a socket delivers, in whatever pieces it does. */
export class MessageReader {
  #pieces: Buffer[] = [];
  #waiting = 0;
  #parts: Buffer[] = [];
  #gathered = 0;
  #type: number | null = null;
  #reset = false;

  constructor(readonly bounds: Bounds) {}

  /** True while a message, or a packet, has begun and not ended. */
  get midway(): boolean {
    return this.#type !== null || this.#waiting > 0;
  }

  /**
   * Takes what the socket delivered and gives the messages that are complete, one by one: the bounds may change
   * between two of them.
   * @throws TdsProtocolError on a packet that is none, or is larger than the bounds.
   */
  *take(chunk: Buffer): Generator<Message> {
    this.#pieces.push(chunk);
    this.#waiting += chunk.length;
    for (;;) {
      const packet = this.#nextPacket();
      if (packet === null) return;
      const message = this.#add(packet);
      if (message !== null) yield message;
    }
  }

  #nextPacket(): Buffer | null {
    if (this.#waiting < HEADER_BYTES) return null;
    const header = this.#joined();
    const type = header.readUInt8(0);
    const length = header.readUInt16BE(2);
    if (!KNOWN_TYPES.has(type)) throw new TdsProtocolError(`no packet of TDS has the type ${hex(type)}`);
    if (length < HEADER_BYTES)
      throw new TdsProtocolError(`a packet of ${length} bytes, less than its header`);
    if (length > this.bounds.packetBytes) {
      throw new TdsProtocolError(`a packet of ${length} bytes, where ${this.bounds.packetBytes} are agreed`);
    }
    if (this.#waiting < length) return null;
    const packet = header.subarray(0, length);
    this.#waiting -= length;
    this.#pieces = this.#waiting === 0 ? [] : [header.subarray(length)];
    return packet;
  }

  #joined(): Buffer {
    const [first] = this.#pieces;
    const joined = this.#pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }

  #add(packet: Buffer): Message | null {
    const type = packet.readUInt8(0);
    const status = packet.readUInt8(1);
    if (this.#type !== null && type !== this.#type) {
      throw new TdsProtocolError(
        `a packet of type ${hex(type)} in the middle of a message of ${hex(this.#type)}`,
      );
    }
    if (this.#type === null) {
      this.#reset = (status & (STATUS.resetConnection | STATUS.resetConnectionKeepTransaction)) !== 0;
    }
    this.#type = type;
    // With the header: packets without data take memory, too.
    this.#gathered += packet.length;
    if (this.#gathered > this.bounds.messageBytes) {
      throw new TdsProtocolError(
        `a message of more than ${this.bounds.messageBytes} bytes (type ${hex(type)})`,
      );
    }
    this.#parts.push(packet.subarray(HEADER_BYTES));
    if ((status & STATUS.endOfMessage) === 0) return null;
    const ignored = (status & STATUS.ignore) !== 0;
    const message = { type, data: Buffer.concat(this.#parts), ignored, reset: this.#reset };
    this.#parts = [];
    this.#gathered = 0;
    this.#type = null;
    return message;
  }
}

function hex(type: number): string {
  return `0x${type.toString(16).padStart(2, '0')}`;
}
