import koffi from 'koffi';
import { layoutOf, type StructDescription } from './structs.js';

/**
 * Native memory of a role process, reached through koffi: blocks that calls need, and structures read and
 * written by their description. Only for processes that koffi may be loaded into: roles, and on Windows the agent.
 */

/** Zeroed native memory that the garbage collector does not move or free. */
export function allocate(size: number): bigint {
  const block = koffi.alloc('uint8', size) as bigint;
  bytesAt(block, size).fill(0);
  return block;
}

export function free(block: bigint): void {
  koffi.free(block);
}

/** A window on native memory; touching it touches the memory. */
export function bytesAt(address: bigint, size: number): Buffer {
  return Buffer.from(koffi.view(address, size));
}

export function pointerAt(address: bigint): bigint {
  return BigInt(koffi.decode.uint64(address));
}

export function addressText(address: bigint): string {
  return `0x${address.toString(16)}`;
}

/** Field values: u32 as numbers, u64 as BigInt, addresses as text, null for a null pointer. */
export function readStruct<S extends StructDescription>(
  address: bigint,
  struct: S,
): { [F in keyof S]: S[F] extends 'u32' ? number : S[F] extends 'u64' ? bigint : string | null } {
  const { offsets } = layoutOf(struct);
  const values: Record<string, number | bigint | string | null> = {};
  for (const [field, kind] of Object.entries(struct)) {
    const at = address + BigInt(offsets[field] ?? 0);
    if (kind === 'u32') values[field] = koffi.decode.uint32(at);
    else if (kind === 'u64') values[field] = pointerAt(at);
    else values[field] = nullableText(pointerAt(at));
  }
  return values as ReturnType<typeof readStruct<S>>;
}

/** Writes the fields that are given; the others stay as they are. */
export function writeStruct(
  address: bigint,
  struct: StructDescription,
  values: Readonly<Record<string, number | bigint>>,
): void {
  const { offsets, size } = layoutOf(struct);
  const bytes = bytesAt(address, size);
  for (const [field, value] of Object.entries(values)) {
    const at = offsets[field];
    if (at === undefined) throw new TypeError(`the structure has no field ${field}`);
    if (struct[field] === 'u32') bytes.writeUInt32LE(Number(value), at);
    else bytes.writeBigUInt64LE(BigInt(value), at);
  }
}

/** The text form of an address; null for a null pointer. */
export function nullableText(address: bigint): string | null {
  return address === 0n ? null : addressText(address);
}
