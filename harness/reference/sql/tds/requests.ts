import { ByteReader } from './byte-reader.js';
import { TdsProtocolError } from './protocol-error.js';

/** Goes past ALL_HEADERS, which begins every request since TDS 7.2: transaction, notifications, tracing. */
export function skipHeaders(reader: ByteReader): void {
  const total = reader.u32();
  let left = total - 4;
  if (left < 0) throw new TdsProtocolError(`headers of ${total} bytes in all, less than their own length`);
  while (left > 0) {
    const length = reader.u32();
    if (length < 6 || length > left)
      throw new TdsProtocolError(`a header of ${length} bytes where ${left} are left`);
    reader.raw(length - 4);
    left -= length;
  }
}

/** The text of a batch ([MS-TDS] 2.2.6.7). @throws TdsProtocolError */
export function readBatch(data: Buffer): string {
  const reader = new ByteReader(data, 'SQL batch');
  skipHeaders(reader);
  if (reader.left % 2 !== 0) throw new TdsProtocolError('SQL batch: half a character at its end');
  return reader.text(reader.left / 2);
}
