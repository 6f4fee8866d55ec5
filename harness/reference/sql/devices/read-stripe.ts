import { crc32 } from 'node:zlib';
import { COMMAND, COMPLETION, FEATURE } from '../../../vdi/codes.js';
import { sqlError } from '../engine/server-messages.js';
import type { CommandSlot } from './command-slot.js';
import type { Completion } from './completions.js';
import { differsAt, PAGE_BYTES } from './content.js';
import { DeviceFailure } from './device-failure.js';
import { markBytes, readHeader, readTrailer, shareOf, type StreamHeader } from './stream-format.js';
import type { StripeContext } from './write-stripe.js';

export type ReadContext = Omit<StripeContext, 'header'> & { readonly blockBytes: number };

/** Reads what one device has of a backup, from its beginning on. */
export class StripeReader {
  /** Where the next command reads, and where what is wanted next lies. */
  #asked = 0n;

  constructor(private readonly context: ReadContext) {}

  /** @throws SqlError 3241: no backup of the reference's; DeviceFailure. */
  async header(): Promise<StreamHeader> {
    const { device, features, blockBytes } = this.context;
    if (features & FEATURE.Rewind) await this.#plain(COMMAND.Rewind);
    const parts: Buffer[] = [];
    await this.#read(markBytes(blockBytes), 1, (bytes) => parts.push(Buffer.from(bytes)));
    const header = readHeader(Buffer.concat(parts));
    if (header === null) throw sqlError(3241, [device.name]);
    if (features & FEATURE.FileMarks) await this.#plain(COMMAND.SkipMarks, 1);
    return header;
  }

  /**
   * Reads the data, several commands outstanding, and the trailer; all of it is compared with what was written.
   * @throws SqlError 3183: it is not what was written; 3241: the trailer is missing; DeviceFailure.
   */
  async rest(header: StreamHeader): Promise<void> {
    const { device, features, slots, moved } = this.context;
    const share = shareOf(header.bytes, header.device, header.devices);
    let at = share.from;
    let crc = 0;
    await this.#read(share.bytes, slots.length, (bytes) => {
      const wrong = differsAt(bytes, header.seed, at);
      if (wrong !== null) throw sqlError(3183, [1, Math.floor((at + wrong) / PAGE_BYTES), header.database]);
      if (header.checksum) crc = crc32(bytes, crc);
      at += bytes.length;
      moved(bytes.length);
    });
    if (features & FEATURE.FileMarks) await this.#plain(COMMAND.SkipMarks, 1);
    const parts: Buffer[] = [];
    await this.#read(markBytes(header.blockBytes), 1, (bytes) => parts.push(Buffer.from(bytes)));
    const trailer = readTrailer(Buffer.concat(parts));
    const sameSet = trailer?.set === header.set && trailer.device === header.device;
    if (!sameSet || (header.checksum && trailer.crc32 !== crc)) throw sqlError(3241, [device.name]);
  }

  /** The client's last word, where it asked for one. */
  async complete(): Promise<void> {
    if (this.context.features & FEATURE.RequestComplete) await this.#plain(COMMAND.Complete);
  }

  async #plain(code: number, size = 0): Promise<void> {
    await this.context.device.execute(this.context.plain, { code, size, position: 0n });
  }

  /** Reads exactly so many bytes; what arrives is taken in the order in which it was asked for. */
  async #read(bytes: number, atOnce: number, take: (bytes: Buffer) => void): Promise<void> {
    const free = this.context.slots.slice(0, atOnce);
    const outstanding: { slot: CommandSlot; size: number; completion: Promise<Completion> }[] = [];
    let asked = 0;
    let received = 0;
    try {
      while (received < bytes) {
        for (let slot = asked < bytes ? free.pop() : undefined; slot !== undefined;) {
          const size = Math.min(this.context.transferBytes, bytes - asked);
          const completion = this.#ask(slot, size);
          completion.catch(() => undefined);
          outstanding.push({ slot, size, completion });
          asked += size;
          slot = asked < bytes ? free.pop() : undefined;
        }
        const oldest = outstanding.shift();
        if (oldest === undefined) return;
        const got = this.#got(await oldest.completion, oldest.size);
        take(oldest.slot.bytes(got));
        received += got;
        // A pipe may give less than it was asked for; the rest comes with a further command.
        asked -= oldest.size - got;
        free.push(oldest.slot);
      }
    } finally {
      await Promise.allSettled(outstanding.map(({ completion }) => completion));
    }
  }

  #ask(slot: CommandSlot, size: number): Promise<Completion> {
    const { device, features } = this.context;
    const position = features & FEATURE.RandomAccess ? this.#asked : 0n;
    this.#asked += BigInt(size);
    return device.tryExecute(slot, { code: COMMAND.Read, size, position });
  }

  /** How many bytes arrived. @throws DeviceFailure */
  #got({ code, bytes }: Completion, size: number): number {
    const { device, features } = this.context;
    const ended = code === COMPLETION.ERROR_HANDLE_EOF;
    if (code !== COMPLETION.ERROR_SUCCESS && !(ended && bytes > 0))
      throw new DeviceFailure('read', device.name, code, 'Read');
    // A disk that gives less has ended; so has a pipe that gives nothing.
    const short = bytes < size && (features & FEATURE.RandomAccess) !== 0;
    if (bytes === 0 || bytes > size || short)
      throw new DeviceFailure('read', device.name, COMPLETION.ERROR_HANDLE_EOF, 'Read');
    return bytes;
  }
}
