import { expect, test } from 'vitest';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { TdsProtocolError } from './protocol-error.js';

test('what is written is read, beyond the first room for it as well', () => {
  const writer = new ByteWriter();
  for (let i = 0; i < 400; i++)
    writer.u8(1).u16(2).u16be(3).u32(4).i32(-5).u64(6n).shortText('ä☃').longText('b');
  const reader = new ByteReader(writer.done(), 'a test');
  for (let i = 0; i < 400; i++) {
    expect([reader.u8(), reader.u16(), reader.u16be(), reader.u32(), reader.i32(), reader.u64()]).toEqual([
      1,
      2,
      3,
      4,
      -5,
      6n,
    ]);
    expect([reader.text(reader.u8()), reader.text(reader.u16())]).toEqual(['ä☃', 'b']);
  }
  expect(reader.left).toBe(0);
  expect(() => reader.u8()).toThrow(TdsProtocolError);
});
