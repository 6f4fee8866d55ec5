import { expect, test } from 'vitest';
import { fileSpans } from './wine-memory.js';

const spansOf = (...lines: string[]) =>
  fileSpans(lines.join('\n')).map(({ from, to }) => `${from.toString(16)}-${to.toString(16)}`);

test('a mapped file is a span, memory without a file is none', () => {
  expect(
    spansOf(
      '00d40000-00dec000 r--s 00000000 fe:00 1548366                            /usr/share/wine/nls/locale.nls',
      '00e30000-00f30000 rw-p 00000000 00:00 0 ',
      '7ffe1000-7ffe2000 rw-p 00000000 00:00 0                                  [stack]',
      '01000000-01010000 rw-s 00000000 00:01 1024                               /tmp/tmpmap-1 (deleted)',
    ),
  ).toEqual(['d40000-dec000', '1000000-1010000']);
});

test('the parts of a program are one span, with what lies between them', () => {
  expect(
    spansOf(
      '140000000-140001000 r--p 00000000 fe:00 7                                /node.dll',
      '140001000-141d4e000 r-xp 00001000 fe:00 7                                /node.dll',
      '145154000-145419000 rw-p 00000000 00:00 0 ',
      '145419000-145569000 r--p 05153000 fe:00 7                                /node.dll',
    ),
  ).toEqual(['140000000-145569000']);
});

test('what is mapped beside another is a span of its own', () => {
  expect(
    spansOf(
      '01000000-01010000 rw-s 00000000 00:01 1                                  /tmp/tmpmap-1 (deleted)',
      '01010000-01020000 rw-s 00000000 00:01 2                                  /tmp/tmpmap-2 (deleted)',
      '01020000-01030000 rw-s 00000000 00:01 2                                  /tmp/tmpmap-2 (deleted)',
      '01030000-01040000 rw-p 00010000 00:01 2                                  /tmp/tmpmap-2 (deleted)',
      '01040000-01050000 rw-s 00000000 00:02 2                                  /tmp/tmpmap-3 (deleted)',
    ),
  ).toEqual(['1000000-1010000', '1010000-1020000', '1020000-1030000', '1030000-1040000', '1040000-1050000']);
});
