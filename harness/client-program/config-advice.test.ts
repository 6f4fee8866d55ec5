import path from 'node:path';
import { expect, test } from 'vitest';
import { clientConfigFrom } from './client-config.js';
import { adviceOn } from './config-advice.js';
import type { ClientConfigInput } from './define-config.js';

const advice = (input: ClientConfigInput): string[] =>
  adviceOn(clientConfigFrom(input, { name: 'a', folder: path.resolve('/') }));

const KIT = ['c', '{set}', '{devices}', '{file}', '{direction}'];
const OWN = [...KIT, '{server},{port}', '{user}', '{password-file}', '{database}'];

test('what has all that it needs gets none', () => {
  expect(advice({ command: KIT })).toEqual([]);
  expect(advice({ command: OWN, statements: 'client' })).toEqual([]);
  expect(advice({ command: ['c'], env: { A: OWN.join(' ') }, statements: 'client' })).toEqual([]);
});

test.each([
  [{ command: ['c', '{devices}', '{file}', '{direction}'] }, ['without {set} ']],
  [{ command: ['c', '{set}', '{file}'] }, ['without {direction} ']],
  [{ command: ['c', '{set}', '{file}'], cannot: { restore: 'never' } }, []],
  [{ command: ['c', '{set}', '{direction}'] }, ['without {file} ']],
  [{ command: ['c', '{set}', '{file}', '{direction}'], maxDevices: 2 }, ['maxDevices is 2']],
  [{ command: ['c', '{set}', '{file}', '{direction}', '{device-count}'], maxDevices: 2 }, []],
  [
    { command: KIT, statements: 'client' as const },
    ['without {server} and {port} ', 'without {user} and {password-file} ', 'without {database} '],
  ],
  [
    { command: [...KIT, '{server}', '{user}', '{database}'], statements: 'client' as const },
    ['without {port} ', 'without {password-file} '],
  ],
])('%j', (input, expected) => {
  expect(advice(input)).toEqual(expected.map((text) => expect.stringContaining(text) as string));
});
