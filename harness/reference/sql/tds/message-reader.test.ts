import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageReader, type Message } from './message-reader.js';
import { PACKET, packetsOf } from './packet.js';
import { TdsProtocolError } from './protocol-error.js';

const BOUNDS = { packetBytes: 512, messageBytes: 4096 };
const packets = (data: Buffer, type: number = PACKET.batch, packetBytes = 512): Buffer =>
  packetsOf(type, data, { packetBytes, spid: 0, last: true });

function taken(reader: MessageReader, ...chunks: readonly Buffer[]): Message[] {
  return chunks.flatMap((chunk) => [...reader.take(chunk)]);
}

describe('messages', () => {
  test('are the same in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 2000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 20 }),
        (datas, cuts) => {
          const sent = datas.map((data) => Buffer.from(data));
          const wire = Buffer.concat(sent.map((data) => packets(data)));
          const chunks: Buffer[] = [];
          for (let at = 0, i = 0; at < wire.length; i++) {
            const length = cuts[i % cuts.length]!;
            chunks.push(wire.subarray(at, at + length));
            at += length;
          }
          const reader = new MessageReader({ ...BOUNDS });
          expect(taken(reader, ...chunks).map(({ data }) => data)).toEqual(sent);
          expect(reader.midway).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('tell that they have begun', () => {
    const reader = new MessageReader({ ...BOUNDS });
    expect(taken(reader, packets(Buffer.alloc(900)).subarray(0, 513))).toEqual([]);
    expect(reader.midway).toBe(true);
  });

  test('carry the marks of their packets: ignored, reset', () => {
    const wire = packets(Buffer.alloc(600));
    wire.writeUInt8(0x08, 1);
    wire.writeUInt8(0x03, 512 + 1);
    const [message] = taken(new MessageReader({ ...BOUNDS }), wire);
    expect(message).toMatchObject({ ignored: true, reset: true });
  });

  test.each([
    ['a type that is none', Buffer.from([0x55, 1, 0, 8, 0, 0, 1, 0]), 'no packet of TDS has the type 0x55'],
    ['a response', Buffer.from([0x04, 1, 0, 8, 0, 0, 1, 0]), 'no packet of TDS has the type 0x04'],
    ['a length below the header', Buffer.from([1, 1, 0, 7, 0, 0, 1, 0]), 'a packet of 7 bytes'],
    ['a packet larger than agreed', Buffer.from([1, 1, 2, 1, 0, 0, 1, 0]), '512 are agreed'],
    ['a message without an end', packets(Buffer.alloc(4097)), 'a message of more than 4096 bytes'],
    [
      'another type in the middle',
      Buffer.concat([packets(Buffer.alloc(900)).subarray(0, 512), packets(Buffer.alloc(1), PACKET.rpc)]),
      'in the middle of a message of 0x01',
    ],
  ])('%s is refused', (_, wire, why) => {
    expect(() => taken(new MessageReader({ ...BOUNDS }), wire)).toThrow(TdsProtocolError);
    expect(() => taken(new MessageReader({ ...BOUNDS }), wire)).toThrow(why);
  });

  test('keep no more than a message in memory, however small the packets are', () => {
    const reader = new MessageReader({ ...BOUNDS });
    const empty = Buffer.from([PACKET.batch, 0, 0, 8, 0, 0, 1, 0]);
    expect(() => {
      for (let i = 0; i < 513; i++) taken(reader, empty);
    }).toThrow('a message of more than 4096 bytes');
  });
});
