/** Packets of TDS: a header of eight bytes, then data. A message is one packet or several ([MS-TDS] 2.2.3). */

export const HEADER_BYTES = 8;
/** What either side may send before another size is agreed. */
export const FIRST_PACKET_BYTES = 4096;
export const LEAST_PACKET_BYTES = 512;
export const LARGEST_PACKET_BYTES = 32_767;

export const PACKET = {
  batch: 0x01,
  rpc: 0x03,
  response: 0x04,
  attention: 0x06,
  bulkLoad: 0x07,
  transaction: 0x0e,
  login7: 0x10,
  sspi: 0x11,
  prelogin: 0x12,
} as const;

export const STATUS = {
  /** The last packet of its message. */
  endOfMessage: 0x01,
  /** With the last packet: the client changed its mind while sending. */
  ignore: 0x02,
  /** The session is to be as after its log-in before the request is executed. */
  resetConnection: 0x08,
  /** The same, but for an open transaction. */
  resetConnectionKeepTransaction: 0x10,
} as const;

/** Cuts data into packets. `last` marks the end of the message; without it, no packet carries the mark. */
export function packetsOf(
  type: number,
  data: Buffer,
  { packetBytes, spid, last }: { packetBytes: number; spid: number; last: boolean },
): Buffer {
  const room = packetBytes - HEADER_BYTES;
  const count = Math.max(last ? 1 : 0, Math.ceil(data.length / room));
  const all = Buffer.alloc(data.length + count * HEADER_BYTES);
  let at = 0;
  for (let n = 0; n < count; n++) {
    const part = data.subarray(n * room, (n + 1) * room);
    all.writeUInt8(type, at);
    all.writeUInt8(last && n === count - 1 ? STATUS.endOfMessage : 0, at + 1);
    all.writeUInt16BE(part.length + HEADER_BYTES, at + 2);
    all.writeUInt16BE(spid & 0xffff, at + 4);
    all.writeUInt8((n + 1) & 0xff, at + 6);
    part.copy(all, at + HEADER_BYTES);
    at += part.length + HEADER_BYTES;
  }
  return all;
}
