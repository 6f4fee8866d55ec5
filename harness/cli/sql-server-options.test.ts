import { describe, expect, test } from 'vitest';
import { sqlServerOf } from './sql-server-options.js';

const PASSWORD = 'Giv3n-by-the-user';
const environment = { VDI_CONFORMANCE_SQL_PASSWORD: PASSWORD };

test('none is named', () => {
  expect(sqlServerOf({}, {})).toBeUndefined();
});

test.each([
  [{ sqlServer: 'localhost' }, { host: 'localhost', port: 1433, user: 'sa', backedUp: 'model' }],
  [
    { sqlServer: '127.0.0.1,14330', sqlUser: 'kit', sqlDatabase: 'a b' },
    { host: '127.0.0.1', port: 14_330, user: 'kit', backedUp: 'a b' },
  ],
  [{ sqlServer: '::1' }, { host: '::1', port: 1433, user: 'sa', backedUp: 'model' }],
])('%j', (flags, server) => {
  expect(sqlServerOf(flags, environment)).toEqual({ ...server, password: PASSWORD });
});

describe('refused', () => {
  test.each([
    [{ sqlServer: '' }, 'HOST,PORT'],
    [{ sqlServer: 'host;PWD=x' }, 'HOST,PORT'],
    [{ sqlServer: 'host,0' }, 'no port'],
    [{ sqlServer: 'host,65536' }, 'no port'],
    [{ sqlUser: 'sa' }, '--sql-server'],
    [{ sqlServer: 'host', sqlUser: '' }, 'of the SQL Server'],
  ])('%j', (flags, why) => {
    expect(() => sqlServerOf(flags, environment)).toThrow(why);
  });

  test('without a password, which the message does not show either', () => {
    expect(() => sqlServerOf({ sqlServer: 'host' }, {})).toThrow('VDI_CONFORMANCE_SQL_PASSWORD');
    expect(() => sqlServerOf({ sqlServer: 'host,0' }, environment)).not.toThrow(PASSWORD);
  });
});
