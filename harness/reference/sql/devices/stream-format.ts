/**
 * What the reference writes to a device, its own format: a header, this device's share of the data, a trailer. Header and trailer
 * are JSON in blocks of their own.
 */
export interface StreamHeader {
  /** Tells this backup from every other. */
  readonly set: string;
  readonly type: 'D' | 'L';
  readonly database: string;
  readonly recoveryModel: 'FULL' | 'SIMPLE';
  /** What the content is made from. */
  readonly seed: number;
  /** Bytes of data in the database and in its log, whatever this is a backup of. */
  readonly dataBytes: number;
  readonly logBytes: number;
  /** Bytes in this backup, all devices together. */
  readonly bytes: number;
  /** From 0. */
  readonly device: number;
  readonly devices: number;
  readonly blockBytes: number;
  readonly copyOnly: boolean;
  readonly checksum: boolean;
  readonly startedAt: string;
}

export interface StreamTrailer {
  readonly set: string;
  readonly device: number;
  /** CRC-32 of the data; null: without CHECKSUM. */
  readonly crc32: number | null;
}

const HEADER = 'VDI-REFERENCE BACKUP 1\n';
const TRAILER = 'VDI-REFERENCE END 1\n';
/** Shares end at a multiple of this: a multiple of every block size. */
const SHARE_UNIT = 65_536;

/** Size of a header and of a trailer. */
export function markBytes(blockBytes: number): number {
  return Math.max(blockBytes, 4096);
}

/** Where a device's share of the data begins and how long it is. */
export function shareOf(bytes: number, device: number, devices: number): { from: number; bytes: number } {
  const units = Math.ceil(bytes / SHARE_UNIT);
  const [first, end] = [device, device + 1].map((n) => Math.floor((units * n) / devices) * SHARE_UNIT);
  return { from: first ?? 0, bytes: (end ?? 0) - (first ?? 0) };
}

export function writeHeader(into: Uint8Array, header: StreamHeader): void {
  write(into, HEADER, header);
}

export function writeTrailer(into: Uint8Array, trailer: StreamTrailer): void {
  write(into, TRAILER, trailer);
}

function write(into: Uint8Array, mark: string, what: object): void {
  const text = Buffer.from(`${mark}${JSON.stringify(what)}`);
  if (text.length > into.length) throw new TypeError(`${text.length} bytes of header in ${into.length}`);
  into.fill(0);
  into.set(text);
}

/** @returns null: this is no backup of the reference's. */
export function readHeader(bytes: Buffer): StreamHeader | null {
  const found = read(bytes, HEADER) as Partial<StreamHeader> | null;
  const right =
    found !== null &&
    [found.set, found.database, found.startedAt].every((text) => typeof text === 'string') &&
    [
      found.seed,
      found.dataBytes,
      found.logBytes,
      found.bytes,
      found.device,
      found.devices,
      found.blockBytes,
    ].every((number) => Number.isSafeInteger(number) && Number(number) >= 0) &&
    Number(found.device) < Number(found.devices) &&
    (found.type === 'D' || found.type === 'L');
  return right ? (found as StreamHeader) : null;
}

/** @returns null: there is no trailer. */
export function readTrailer(bytes: Buffer): StreamTrailer | null {
  const found = read(bytes, TRAILER) as Partial<StreamTrailer> | null;
  return typeof found?.set === 'string' && typeof found.device === 'number' ? (found as StreamTrailer) : null;
}

function read(bytes: Buffer, mark: string): object | null {
  if (!bytes.subarray(0, mark.length).equals(Buffer.from(mark))) return null;
  const end = bytes.indexOf(0);
  try {
    const what: unknown = JSON.parse(bytes.toString('utf8', mark.length, end < 0 ? bytes.length : end));
    return typeof what === 'object' ? what : null;
  } catch {
    return null;
  }
}
