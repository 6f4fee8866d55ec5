import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endingException, ExceptionFile } from './exception-file.js';

const ACCESS_VIOLATION = 0xc0000005;
const READ = 1;
const EXECUTE = 3;
const UNLOADED = 2;

/** A record as recorder/exceptions_windows.h lays it out. */
function noted(
  order: number,
  of: Partial<Record<'code' | 'offset' | 'access' | 'module' | 'unhandled', number>>,
) {
  const record = Buffer.alloc(248);
  record.writeBigUInt64LE(BigInt(order), 0);
  record.writeBigUInt64LE(7n, 8);
  record.writeBigUInt64LE(0x7ff8_1234_5678n, 16);
  record.writeBigUInt64LE(0x10n, 24);
  record.writeBigUInt64LE(BigInt(of.offset ?? 0x678), 32);
  record.writeUInt32LE(of.code ?? ACCESS_VIOLATION, 40);
  record.writeUInt32LE(of.access ?? READ, 44);
  record.writeUInt32LE(of.module ?? 1, 48);
  record.writeUInt32LE(of.unhandled ?? 0, 52);
  record.write('sqlvdi.dll\0left of a longer name', 56, 'utf16le');
  return record;
}

describe('the exception that ended a process', () => {
  test('is told with its module and what was accessed', () => {
    expect(endingException(noted(1, {}), ACCESS_VIOLATION)).toEqual({
      code: ACCESS_VIOLATION,
      address: '0x7ff812345678',
      module: { name: 'sqlvdi.dll', offset: 0x678, unloaded: false },
      access: { how: 'read', address: '0x10' },
    });
  });

  test('may lie in what was unloaded, or in no module, and be no access at all', () => {
    const gone = noted(1, { module: UNLOADED, access: EXECUTE });
    expect(endingException(gone, ACCESS_VIOLATION)).toMatchObject({
      module: { unloaded: true },
      access: { how: 'execute' },
    });
    const nowhere = noted(1, { module: 0, access: 0 });
    expect(endingException(nowhere, ACCESS_VIOLATION)).toMatchObject({ module: null, access: null });
  });

  test('is none when the process ended with another code: it had been handled', () => {
    expect(endingException(noted(1, {}), 0)).toBeNull();
    expect(endingException(noted(1, {}), 3)).toBeNull();
    expect(endingException(noted(1, {}), null)).toBeNull();
    expect(endingException(noted(1, { code: 0xe06d7363 }), ACCESS_VIOLATION)).toBeNull();
  });

  test('is the last with that code, wherever it stands in the ring; one that nobody handled before all', () => {
    const ring = (...records: Buffer[]): Buffer => Buffer.concat(records);
    const last = ring(noted(9, { offset: 9 }), noted(8, { offset: 8 }), Buffer.alloc(248));
    expect(endingException(last, ACCESS_VIOLATION)).toMatchObject({ module: { offset: 9 } });
    const handledAfterwards = ring(noted(1, {}), noted(2, { offset: 2, unhandled: 1 }), noted(3, {}));
    expect(endingException(handledAfterwards, ACCESS_VIOLATION)).toMatchObject({ module: { offset: 2 } });
  });

  test('is none in a file that was cut off', () => {
    expect(endingException(noted(1, {}).subarray(0, 200), ACCESS_VIOLATION)).toBeNull();
    expect(endingException(Buffer.alloc(0), ACCESS_VIOLATION)).toBeNull();
  });
});

describe('the file of a role', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is read once and removed; that there is none is no failure', async () => {
    const file = new ExceptionFile(folder, 'role-1');
    expect(file.take(ACCESS_VIOLATION)).toBeNull();
    await writeFile(file.path, noted(1, {}));
    expect(file.take(ACCESS_VIOLATION)?.code).toBe(ACCESS_VIOLATION);
    expect(existsSync(file.path)).toBe(false);
  });
});
