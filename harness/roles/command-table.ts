import type { CheckedArguments } from '../vdi/values.js';
import { addressText, allocate, writeStruct } from '../vdi/memory.js';
import { layoutOf, VDS_Command } from '../vdi/structs.js';

/**
 * The commands that this role sent. Their memory is never freed while the process lives: the library may
 * come back to a command at any time, and a callback for one long done must be told from a wild pointer.
 */
export class CommandTable {
  readonly #numbers = new Map<string, number>();

  constructor(
    /** Address of the native completion routine. */
    private readonly routine: bigint,
  ) {}

  /** A VDS_Command made from the arguments of a SendCommand; its number is its completion context. */
  make(args: CheckedArguments): bigint {
    const address = allocate(layoutOf(VDS_Command).size);
    const number = Number(args['command']);
    const buffer = args['buffer'];
    writeStruct(address, VDS_Command, {
      commandCode: Number(args['commandCode']),
      size: Number(args['size']),
      inPosition: BigInt(Number(args['position'])),
      buffer: typeof buffer === 'string' ? BigInt(buffer) : 0n,
      completionRoutine: this.routine,
      completionContext: BigInt(number),
    });
    this.#numbers.set(addressText(address), number);
    return address;
  }

  /** The number of the command at an address; null: none was sent from there. */
  numberAt(address: string): number | null {
    return this.#numbers.get(address) ?? null;
  }
}
