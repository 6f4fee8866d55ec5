import { bytesAt } from '../vdi/memory.js';

/** A repeatable stream of bytes (xorshift32), so that two processes know the same pattern by its seed alone. */
function pattern(size: number, seed: number): Buffer {
  const bytes = Buffer.alloc(size);
  let x = (seed ^ 0x9e3779b9) >>> 0 || 1;
  for (let i = 0; i < size; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    bytes[i] = x;
  }
  return bytes;
}

export function fill(address: bigint, size: number, seed: number): void {
  bytesAt(address, size).set(pattern(size, seed));
}

export function intact(address: bigint, size: number, seed: number): boolean {
  return bytesAt(address, size).equals(pattern(size, seed));
}

/** Reads or writes (what stands there already) one byte. The process may not survive it. */
export function touch(address: bigint, access: 'read' | 'write'): void {
  const byte = bytesAt(address, 1);
  const value = byte.readUInt8();
  if (access === 'write') byte.writeUInt8(value);
}
