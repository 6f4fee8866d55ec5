import { expect, test } from 'vitest';
import { Trace } from './trace.js';

const SECRET = 'planted & 3f9/Ü';
const trace = new Trace('a secret', SECRET);

const isIn = (text: string | Buffer): boolean => trace.isIn(Buffer.from(text));

test.each([
  ['as it is', `a ${SECRET} b`],
  ['in capitals', `a ${SECRET.toUpperCase()} b`],
  ['in a JSON text within a JSON text', JSON.stringify(JSON.stringify({ [SECRET]: 1 }))],
  ['in XML', '<a b="planted &amp; 3f9/Ü"/>'],
  ['in a URL', `file:///x/${encodeURI(SECRET)}`],
  ['in a query', `?a=${encodeURIComponent(SECRET)}`],
  ['with backslashes', 'C:\\planted & 3f9\\Ü'],
  ['with backslashes in JSON', '"C:\\\\planted & 3f9\\\\Ü"'],
  ['in the other spelling of JSON', '"planted & 3f9\\/Ü"'],
  ['in UTF-16', Buffer.from(`a ${SECRET} b`, 'utf16le')],
  ['in hexadecimal', Buffer.from(SECRET).toString('hex').toUpperCase()],
])('is found %s', (_, text) => {
  expect(isIn(text)).toBe(true);
});

test.each([0, 1, 2, 3, 4, 5])('is found in base64, behind %i other bytes', (before) => {
  const bytes = Buffer.from(`${'x'.repeat(before)}${SECRET}yz`);
  expect(isIn(`"${bytes.toString('base64')}"`)).toBe(true);
  expect(isIn(`"${bytes.toString('base64url')}"`)).toBe(true);
});

test.each(['planted & 3f8/Ü', 'planted', '', Buffer.from('planted & 3f8').toString('base64')])(
  'is not found in %j',
  (text) => {
    expect(isIn(text)).toBe(false);
  },
);
