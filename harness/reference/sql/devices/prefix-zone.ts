import { DeviceFailure } from './device-failure.js';

const VD_E_MEMORY = 0x8077000a;

/**
 * Looks whether every buffer has the prefix zone that the client asked for. Our reading of the specification: the zone is so many
 * bytes immediately before the buffer's data, where the alignment is that of the data and not of the zone; it is shared memory that belongs to
 * this buffer alone; it counts neither for the size that the server asks for nor for what a command moves. The server only has to see that it is
 * there, which the library does when it lays out the buffers. What stands in it is the client's business, and the server leaves it alone.
 * @param bytes of each zone; 0: there is none.
 * @throws DeviceFailure (configure): one is not there, or reaches into another buffer.
 */
export async function checkPrefixZones(
  set: string,
  bytes: number,
  slots: readonly { readonly data: { readonly address: bigint; readonly bytes: number } | null }[],
  isShared: (address: bigint) => Promise<number>,
): Promise<void> {
  if (bytes === 0) return;
  const refused = new DeviceFailure('configure', set, VD_E_MEMORY, 'the prefix zone');
  const data = slots.flatMap(({ data: each }) => (each === null ? [] : [each]));
  let end = 0n;
  for (const each of data.sort((a, b) => (a.address < b.address ? -1 : 1))) {
    const zone = each.address - BigInt(bytes);
    if (zone < end || (await isShared(zone)) !== 1) throw refused;
    end = each.address + BigInt(each.bytes);
  }
}
