import { expect, it } from 'vitest';
import { readOrders } from './orders.js';

const RIGHT = {
  library: '/lib.so',
  devices: 'a,b',
  direction: 'restore',
  file: '/medium',
  database: 'db',
  server: '127.0.0.1',
  port: '1433',
  user: 'sa',
  'password-file': '/password',
};
function args(changed: Readonly<Record<string, string | undefined>>): string[] {
  const all: Record<string, string | undefined> = { ...RIGHT, ...changed };
  return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}

it('are read, with defaults', () => {
  expect(readOrders(args({}))).toEqual({
    library: '/lib.so',
    devices: ['a', 'b'],
    direction: 'restore',
    file: '/medium',
    database: 'db',
    server: { host: '127.0.0.1', port: 1433, user: 'sa' },
    passwordFile: '/password',
    instance: null,
    prefixZone: 0,
    wrong: null,
  });
  expect(readOrders([...args({ library: undefined }), '--registered']).library).toBeNull();
});

it.each([
  [{ direction: 'sideways' }, '--direction'],
  [{ library: undefined }, 'either --library or --registered'],
  [{ port: '1e3' }, '--port is to be a whole number'],
  [{ 'password-file': undefined }, '--password-file is missing'],
  [{ shell: 'true' }, '--shell'],
])('%o is refused', (changed, why) => {
  expect(() => readOrders(args(changed))).toThrow(why);
});
