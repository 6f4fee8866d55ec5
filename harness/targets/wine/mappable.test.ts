import { expect, test } from 'vitest';
import { mappable } from './mappable.js';

const PE = 0x80;
const OPTIONAL_BYTES = 240;
const SECTIONS = PE + 24 + OPTIONAL_BYTES;
const PAGE = 4_096;

/** A program of two sections and one without a place in the file, laid out in sectors of 512 bytes, signed. */
function program(): Buffer {
  const bytes = Buffer.alloc(0xa00, 0);
  bytes.writeUInt32LE(PE, 0x3c);
  bytes.write('PE\0\0', PE, 'latin1');
  bytes.writeUInt16LE(3, PE + 6);
  bytes.writeUInt16LE(OPTIONAL_BYTES, PE + 20);
  bytes.writeUInt32LE(0x200, PE + 24 + 36);
  bytes.writeUInt32LE(0x400, PE + 24 + 60);
  bytes.writeUInt32LE(0x800, PE + 24 + 112 + 32);
  bytes.writeUInt32LE(0x200, PE + 24 + 112 + 36);
  const section = (index: number, raw: number, place: number): void => {
    bytes.writeUInt32LE(raw, SECTIONS + index * 40 + 16);
    bytes.writeUInt32LE(place, SECTIONS + index * 40 + 20);
  };
  section(0, 0x200, 0x400);
  section(1, 0, 0);
  section(2, 0x200, 0x600);
  bytes.fill('a', 0x400, 0x600).fill('b', 0x600, 0x800).fill('s', 0x800);
  return bytes;
}

test('every section begins with a page of the file and holds what it held, with nothing after it', () => {
  const made = mappable(program());
  expect(made).toHaveLength(3 * PAGE);
  expect(made.readUInt32LE(PE + 24 + 36)).toBe(PAGE);
  expect(made.readUInt32LE(PE + 24 + 60)).toBe(PAGE);
  const sections = [0, 1, 2].map((index) => SECTIONS + index * 40);
  expect(sections.map((at) => made.readUInt32LE(at + 20))).toEqual([PAGE, 0, 2 * PAGE]);
  expect(sections.map((at) => made.readUInt32LE(at + 16))).toEqual([PAGE, 0, PAGE]);
  const text = (page: number): string => made.toString('latin1', page * PAGE, (page + 1) * PAGE);
  expect(text(1)).toBe('a'.repeat(0x200).padEnd(PAGE, '\0'));
  expect(text(2)).toBe('b'.repeat(0x200).padEnd(PAGE, '\0'));
});

test('the signature of the whole file, which is not that file any more, is left out', () => {
  const made = mappable(program());
  expect(made.readBigUInt64LE(PE + 24 + 112 + 32)).toBe(0n);
  expect(made.includes('s')).toBe(false);
});

test('what was right already stays as it is', () => {
  const made = mappable(program());
  expect(mappable(made).equals(made)).toBe(true);
});
