/** What is in a database, made from its seed: the same bytes wherever and whenever they are asked for. */
export const PAGE_BYTES = 4096;
/** Pages repeat after so many, but for their first bytes. */
const PAGES = 256;
const STAMP_BYTES = 16;

const areas = new Map<number, Buffer>();

function areaOf(seed: number): Buffer {
  const known = areas.get(seed);
  if (known !== undefined) return known;
  const area = Buffer.alloc(PAGES * PAGE_BYTES);
  // A linear congruential generator (Numerical Recipes): what counts is that seeds differ.
  let value = (seed * 2_654_435_761) >>> 0;
  for (let at = 0; at < area.length; at += 4) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    area.writeUInt32LE(value, at);
  }
  areas.set(seed, area);
  return area;
}

/** Writes the content from `offset` on. Each page begins with the seed and its number, so that no page is another. */
export function fillContent(into: Uint8Array, seed: number, offset: number): void {
  const area = areaOf(seed);
  const stamp = Buffer.alloc(STAMP_BYTES);
  for (let done = 0; done < into.length;) {
    const at = offset + done;
    const page = Math.floor(at / PAGE_BYTES);
    const within = at - page * PAGE_BYTES;
    const length = Math.min(PAGE_BYTES - within, into.length - done);
    const from = (page % PAGES) * PAGE_BYTES + within;
    into.set(area.subarray(from, from + length), done);
    if (within < STAMP_BYTES) {
      stamp.writeBigUInt64LE(BigInt(seed), 0);
      stamp.writeBigUInt64LE(BigInt(page), 8);
      into.set(stamp.subarray(within, Math.min(STAMP_BYTES, within + length)), done);
    }
    done += length;
  }
}

/** Where bytes differ from the content at `offset`; null: nowhere. */
export function differsAt(bytes: Buffer, seed: number, offset: number): number | null {
  const expected = Buffer.allocUnsafe(bytes.length);
  fillContent(expected, seed, offset);
  if (expected.equals(bytes)) return null;
  return bytes.findIndex((byte, i) => byte !== expected[i]);
}
