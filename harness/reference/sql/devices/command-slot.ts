import { addressText, allocate, bytesAt, writeStruct } from '../../../vdi/memory.js';
import { layoutOf, VDS_Command } from '../../../vdi/structs.js';
import { Cancelled } from './device-failure.js';

/** What a command says. */
export interface CommandWords {
  readonly code: number;
  readonly size: number;
  readonly position: bigint;
}

/**
 * A command's memory, with the buffer that it moves. Used for one command at a time. It is never given back: a library that is
 * under test may come back to a command whenever it likes.
 */
export class CommandSlot {
  readonly address = allocate(layoutOf(VDS_Command).size);
  readonly text = addressText(this.address);

  constructor(
    /** Address of the completion routine. */
    private readonly routine: bigint,
    private readonly buffer: bigint | null,
    private readonly bufferBytes: number,
    /** The set that lends the buffer. */
    private readonly lender: { readonly closing: boolean },
  ) {}

  /** Where the buffer's data begins, and how much fits in; null: there is none. */
  get data(): { readonly address: bigint; readonly bytes: number } | null {
    return this.buffer === null ? null : { address: this.buffer, bytes: this.bufferBytes };
  }

  /**
   * The buffer's first bytes, for now: not to be touched once the set is closed.
   * @throws Cancelled: it is being closed.
   */
  bytes(length: number): Buffer {
    if (this.lender.closing) throw new Cancelled();
    if (this.buffer === null || length > this.bufferBytes)
      throw new TypeError(`no buffer of ${length} bytes`);
    return bytesAt(this.buffer, length);
  }

  say({ code, size, position }: CommandWords): void {
    writeStruct(this.address, VDS_Command, {
      commandCode: code,
      size,
      inPosition: position,
      outPosition: 0,
      buffer: this.buffer ?? 0n,
      completionRoutine: this.routine,
      completionContext: this.address,
      completionCode: 0,
      bytesTransferred: 0,
    });
  }
}
