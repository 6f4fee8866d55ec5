import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBatch } from '../reference/sql/language/parse-batch.js';
import { backupStatement, inspectStatement, killStatement, restoreStatement } from './backup-statement.js';

describe('statements', () => {
  test('BACKUP says everything that it is told, and nothing else', () => {
    expect(backupStatement({ what: 'database', database: 'ledger', devices: ['{A}'] })).toBe(
      "BACKUP DATABASE [ledger] TO VIRTUAL_DEVICE = N'{A}'",
    );
    expect(
      backupStatement({
        what: 'log',
        database: 'ledger',
        devices: ['{A}', '{B}'],
        blockSize: 4096,
        bufferCount: 7,
        maxTransferSize: 65_536,
        copyOnly: true,
        checksum: true,
        stats: 10,
      }),
    ).toBe(
      "BACKUP LOG [ledger] TO VIRTUAL_DEVICE = N'{A}', VIRTUAL_DEVICE = N'{B}' WITH COPY_ONLY, BLOCKSIZE = 4096, " +
        'BUFFERCOUNT = 7, MAXTRANSFERSIZE = 65536, CHECKSUM, STATS = 10',
    );
  });

  test('RESTORE, the RESTOREs that only look, and KILL', () => {
    expect(
      restoreStatement({ what: 'database', database: 'x', devices: ['{A}'], replace: true, recovery: false }),
    ).toBe("RESTORE DATABASE [x] FROM VIRTUAL_DEVICE = N'{A}' WITH REPLACE, NORECOVERY");
    expect(inspectStatement({ what: 'verifyonly', devices: ['{A}'], checksum: true })).toBe(
      "RESTORE VERIFYONLY FROM VIRTUAL_DEVICE = N'{A}' WITH CHECKSUM",
    );
    expect(killStatement(53)).toBe('KILL 53');
  });

  test('a name is a name, whatever is in it', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 128, unit: 'grapheme' })
      .filter((each) => each.length <= 128 && !each.includes('\0'));
    fc.assert(
      fc.property(name, name, (database, device) => {
        const statement = backupStatement({ what: 'database', database, devices: [device] });
        expect(parseBatch(statement)).toMatchObject([{ backup: { database, devices: [{ name: device }] } }]);
      }),
      { numRuns: 1000 },
    );
    const hostile = "x'] ; KILL 51 --";
    expect(parseBatch(backupStatement({ what: 'log', database: hostile, devices: [hostile] }))).toHaveLength(
      1,
    );
  });

  test.each([
    ['a name with NUL', () => backupStatement({ what: 'log', database: 'a\0', devices: ['{A}'] })],
    ['no name', () => backupStatement({ what: 'log', database: '', devices: ['{A}'] })],
    ['no device', () => inspectStatement({ what: 'headeronly', devices: [] })],
    [
      '65 devices',
      () => inspectStatement({ what: 'headeronly', devices: Array.from({ length: 65 }, String) }),
    ],
    ['half a session', () => killStatement(1.5)],
  ])('%s is refused', (_, build) => {
    expect(build).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});
