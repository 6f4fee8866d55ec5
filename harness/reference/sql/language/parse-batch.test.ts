import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlError } from '../engine/sql-engine.js';
import { parseBatch } from './parse-batch.js';

function refusal(text: string): { number: number; line: number; text: string } {
  try {
    parseBatch(text);
  } catch (error) {
    if (error instanceof SqlError) return error.sql;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe('a batch', () => {
  test('needs nothing between its statements', () => {
    const kinds = parseBatch(
      "set textsize 64512 set ansi_nulls, quoted_identifier on select @@spid use [master] exec xp_readerrorlog 0, 1 print 'x';;KILL 52",
    ).map(({ kind }) => kind);
    expect(kinds).toEqual(['set', 'set', 'select', 'use', 'execute', 'print', 'kill']);
  });

  test('may have comments within comments, and quotes that stand for themselves', () => {
    const [use, print] = parseBatch("/* a /* b */ c */ use [a]]b] -- d\nprint N'it''s'");
    expect(use).toMatchObject({ kind: 'use', database: 'a]b' });
    expect(print).toMatchObject({ line: 2, text: { kind: 'constant', value: "it's" } });
  });

  test('begins with a procedure, EXECUTE left out; elsewhere it must be said', () => {
    expect(parseBatch('master..sp_who 51')).toMatchObject([{ kind: 'execute', procedure: 'sp_who' }]);
    expect(refusal('use master\nsp_who')).toMatchObject({ number: 102, line: 2 });
  });

  test('that is empty asks for nothing', () => {
    expect(parseBatch('  -- nothing\n ; ')).toEqual([]);
  });

  test('BACKUP and RESTORE are read with all their options', () => {
    const [backup, restore, look] = parseBatch(
      "BACKUP LOG [a b] TO VIRTUAL_DEVICE = N'{1}', VIRTUAL_DEVICE='{2}' WITH BLOCKSIZE=4096, COPY_ONLY, STATS = 5, NAME='n' " +
        "RESTORE DATABASE x FROM VIRTUAL_DEVICE='{1}' WITH REPLACE, MOVE 'a' TO 'b', NORECOVERY " +
        "RESTORE VERIFYONLY FROM DISK='c:\\x.bak'",
    );
    expect(backup).toMatchObject({
      backup: {
        what: 'log',
        database: 'a b',
        devices: [
          { kind: 'virtual', name: '{1}' },
          { kind: 'virtual', name: '{2}' },
        ],
      },
    });
    expect(backup?.kind === 'backup' && [...backup.backup.options]).toEqual([
      ['BLOCKSIZE', 4096],
      ['COPY_ONLY', true],
      ['STATS', 5],
      ['NAME', 'n'],
    ]);
    expect(restore?.kind === 'restore' && [...restore.restore.options.keys()]).toEqual([
      'REPLACE',
      'NORECOVERY',
    ]);
    expect(look).toMatchObject({ restore: { what: 'verifyonly', devices: [{ kind: 'other' }] } });
  });

  test.each([
    ['selekt 1 2', 102],
    ["print 'unclosed", 105],
    ['/* unclosed', 113],
    ['set nonsense on', 195],
    ['set nocount maybe', 102],
    ['backup database x', 102],
    ["waitfor delay 'soon'", 102],
    ['select', 102],
    ['use ,', 102],
  ])('%s is error %i', (text, number) => {
    expect(refusal(text).number).toBe(number);
  });

  test('is read or refused with an error of SQL Server, whatever stands in it', () => {
    const piece = fc.constantFrom(
      ...'select from where order by top 5 set nocount on use backup database log to virtual_device restore with stats'.split(
        ' ',
      ),
      ...[
        "'x'",
        '[y]',
        '"z"',
        '@p',
        '@@spid',
        '(',
        ')',
        ',',
        '.',
        '=',
        '<>',
        '*',
        '-',
        ';',
        'kill',
        'exec',
        'n',
        '/*',
        "'",
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((all) => all.join(' ')),
        ),
        (text) => {
          try {
            parseBatch(text);
          } catch (error) {
            if (!(error instanceof SqlError)) throw error;
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});
