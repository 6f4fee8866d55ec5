import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLogin7 } from './login7.js';
import { readPrelogin } from './prelogin.js';
import { TdsProtocolError } from './protocol-error.js';
import { readBatch } from './requests.js';
import { readRpc } from './rpc.js';
import { UnknownParameterType } from './rpc-values.js';

const READERS = { readPrelogin, readLogin7, readBatch, readRpc };

/** A LOGIN7 as a client makes it, field by field as [MS-TDS] has it. */
function login7({ user = 'sa', password = 'pw', length = 0 } = {}): Buffer {
  const fixed = Buffer.alloc(94);
  const texts = [user, password].map((text) => Buffer.from(text, 'utf16le'));
  const scrambled = texts[1]!.map((byte) => (((byte << 4) | (byte >> 4)) & 0xff) ^ 0xa5);
  const all = Buffer.concat([fixed, texts[0]!, scrambled]);
  all.writeUInt32LE(length === 0 ? all.length : length, 0);
  all.writeUInt32LE(0x74000004, 4);
  all.writeUInt32LE(4096, 8);
  all.writeUInt16LE(94, 40);
  all.writeUInt16LE(user.length, 42);
  all.writeUInt16LE(94 + texts[0]!.length, 44);
  all.writeUInt16LE(password.length, 46);
  return all;
}

describe('what a client sends', () => {
  test.each(Object.entries(READERS))('%s reads it or refuses it, whatever it is', (_, read) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          read(Buffer.from(bytes));
        } catch (error) {
          if (!(error instanceof TdsProtocolError) && !(error instanceof UnknownParameterType)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('LOGIN7 with a byte changed is read or refused', () => {
    const right = login7();
    fc.assert(
      fc.property(fc.nat(right.length - 1), fc.nat(255), (at, value) => {
        const wrong = Buffer.from(right);
        wrong[at] = value;
        try {
          readLogin7(wrong);
        } catch (error) {
          if (!(error instanceof TdsProtocolError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a log-in has its names and its password', () => {
    const { user, password, tdsVersion, packetBytes } = readLogin7(login7({ user: 'käthe', password: 'Ω§' }));
    expect({ user, tdsVersion, packetBytes }).toEqual({
      user: 'käthe',
      tdsVersion: 0x74000004,
      packetBytes: 4096,
    });
    expect(password.toString('utf16le')).toBe('Ω§');
  });

  test('a log-in that says another length than it has is refused', () => {
    expect(() => readLogin7(login7({ length: 4000 }))).toThrow('says that it has 4000 bytes');
  });

  test('a batch without headers, or with half a character, is refused', () => {
    expect(() => readBatch(Buffer.from([1, 0]))).toThrow(TdsProtocolError);
    expect(() => readBatch(Buffer.from([4, 0, 0, 0, 0x41]))).toThrow('half a character');
    expect(readBatch(Buffer.from([4, 0, 0, 0, 0x41, 0]))).toBe('A');
  });
});
