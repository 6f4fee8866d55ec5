import { describe, expect, test } from 'vitest';
import { wrongWithInstanceName } from './instance-name.js';

describe("the name of a SQL Server's instance", () => {
  test.each(['SQLEXPRESS', 'sql2019', 'Bücher_1', 'A', 'ABCDEFGHIJKLMNOP', 'A$B#C', '_X'])(
    'may be %s',
    (name) => {
      expect(wrongWithInstanceName(name)).toBeNull();
    },
  );

  test.each([
    ['HOST\\SQLEXPRESS', /without its machine/],
    ['MSSQLSERVER', /leave the option out/],
    ['mssqlserver', /leave the option out/],
    ['', /at most 16/],
    ['1SQL', /begins with a letter/],
    ['ABCDEFGHIJKLMNOPQ', /at most 16/],
    ['SQL EXPRESS', /at most 16/],
    ['SQL-1', /at most 16/],
    ['SQL\0', /at most 16/],
  ])('may not be %j', (name, why) => {
    expect(wrongWithInstanceName(name)).toMatch(why);
  });
});
