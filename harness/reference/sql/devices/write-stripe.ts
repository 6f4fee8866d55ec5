import { crc32 } from 'node:zlib';
import { COMMAND, COMPLETION, FEATURE } from '../../../vdi/codes.js';
import { BufferPool } from './buffer-pool.js';
import type { CommandSlot } from './command-slot.js';
import { fillContent } from './content.js';
import { DeviceFailure } from './device-failure.js';
import { markBytes, shareOf, writeHeader, writeTrailer, type StreamHeader } from './stream-format.js';
import type { VirtualDevice } from './virtual-device.js';

/** How a device is written to, or read from. */
export interface StripeContext {
  readonly device: VirtualDevice;
  readonly slots: readonly CommandSlot[];
  /** For commands without data. */
  readonly plain: CommandSlot;
  readonly header: StreamHeader;
  /** Of the client. */
  readonly features: number;
  readonly transferBytes: number;
  /** Told of data that was moved. */
  readonly moved: (bytes: number) => void;
}

/**
 * Writes a device's part of a backup, with as many commands outstanding as there are slots. A tape gets file marks around the
 * data; a disk is told the position of each write; with the Complete feature the client has the last word.
 * @throws DeviceFailure
 */
export async function writeStripe(context: StripeContext): Promise<void> {
  const { header, features } = context;
  const writer = new StripeWriter(context);
  if (features & FEATURE.Rewind) await writer.plain(COMMAND.Rewind);
  await writer.mark((bytes) => {
    writeHeader(bytes, header);
  });
  if (features & FEATURE.FileMarks) await writer.plain(COMMAND.WriteMark, 1);
  const crc = await writer.data(shareOf(header.bytes, header.device, header.devices));
  if (features & FEATURE.FileMarks) await writer.plain(COMMAND.WriteMark, 1);
  await writer.mark((bytes) => {
    writeTrailer(bytes, { set: header.set, device: header.device, crc32: header.checksum ? crc : null });
  });
  if (features & FEATURE.Position) await writer.plain(COMMAND.GetPosition);
  await writer.plain(COMMAND.Flush);
  if (features & FEATURE.RequestComplete) await writer.plain(COMMAND.Complete);
}

class StripeWriter {
  readonly #pool: BufferPool;
  #position = 0n;

  constructor(private readonly context: StripeContext) {
    this.#pool = new BufferPool(context.slots);
  }

  /** A command without data, after all that came before. */
  async plain(code: number, size = 0): Promise<void> {
    await this.#pool.idle();
    await this.context.device.execute(this.context.plain, { code, size, position: 0n });
  }

  /** A header or trailer. */
  async mark(write: (bytes: Buffer) => void): Promise<void> {
    const size = markBytes(this.context.header.blockBytes);
    const slot = await this.#pool.take();
    write(slot.bytes(size));
    this.#pool.run(slot, this.#write(slot, size));
    await this.#pool.idle();
  }

  /** @returns the data's CRC-32, if it is asked for. */
  async data(share: { from: number; bytes: number }): Promise<number> {
    const { header, transferBytes, moved } = this.context;
    let crc = 0;
    for (let done = 0; done < share.bytes;) {
      const size = Math.min(transferBytes, share.bytes - done);
      const slot = await this.#pool.take();
      const bytes = slot.bytes(size);
      fillContent(bytes, header.seed, share.from + done);
      if (header.checksum) crc = crc32(bytes, crc);
      const written = this.#write(slot, size).then(() => {
        moved(size);
      });
      this.#pool.run(slot, written);
      done += size;
    }
    await this.#pool.idle();
    return crc;
  }

  async #write(slot: CommandSlot, size: number): Promise<void> {
    const { device, features } = this.context;
    const position = features & FEATURE.RandomAccess ? this.#position : 0n;
    this.#position += BigInt(size);
    const { bytes } = await device.execute(slot, { code: COMMAND.Write, size, position });
    // Success with fewer bytes is no success: a client that does this has lost the rest.
    if (bytes !== size) throw new DeviceFailure('write', device.name, COMPLETION.ERROR_IO_DEVICE, 'Write');
  }
}
