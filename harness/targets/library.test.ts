import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../errors/kit-error.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { wrongWithElf } from './elf.js';
import { EmbeddedTarget } from './embedded.js';

const native = path.join(PACKAGE_ROOT, 'dist', 'native', `${process.platform}-${process.arch}`);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-library-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file with an ELF header and nothing behind it. */
async function elf(name: string, machine: number, type = 3): Promise<string> {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(type, 16);
  header.writeUInt16LE(machine, 18);
  const file = path.join(folder, name);
  await writeFile(file, header);
  return file;
}

async function refusal(library: string): Promise<UsageError> {
  const error: unknown = await new EmbeddedTarget().start({ library, limits: DEFAULT_LIMITS }).then(
    (target) => target.stop(),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  return error as UsageError;
}

describe('a library that cannot be used is refused before anything starts', () => {
  test('missing', async () => {
    const error = await refusal(path.join(folder, 'none.so'));
    expect(error.code).toBe('LIBRARY_MISSING');
    expect(error.message).toContain('none.so');
  });

  test('a folder', async () => {
    await mkdir(path.join(folder, 'folder.so'));
    expect((await refusal(path.join(folder, 'folder.so'))).message).toContain('it is not a file');
  });

  test.each([
    ['text', 'this is a text, of more than a header'],
    ['empty', ''],
  ])('%s', async (name, content) => {
    const file = path.join(folder, `${name}.so`);
    await writeFile(file, content);
    const error = await refusal(file);
    expect(error.code).toBe('LIBRARY_UNUSABLE');
    expect(error.message).toContain('it is not an ELF shared object');
  });

  test('of another architecture', async () => {
    const other = process.arch === 'x64' ? 183 : 62;
    const error = await refusal(await elf('other.so', other));
    expect(error.message).toMatch(/it is for (aarch64|x86-64), this is (x86-64|aarch64)/);
    expect(error.details.remedy).toContain(process.arch);
  });

  test('an ELF header without a library behind it', async () => {
    const error = await refusal(await elf('hollow.so', process.arch === 'x64' ? 62 : 183));
    expect(error.code).toBe('LIBRARY_UNUSABLE');
  });

  test('without the entry point', async () => {
    const error = await refusal(path.join(native, 'libvdi_recorder.so'));
    expect(error.code).toBe('LIBRARY_WITHOUT_ENTRY_POINT');
    expect(error.message).toContain('VdiGetClassObject');
  });
});

test('a usable library is known by its hash and by the path that was given', async () => {
  const library = path.join(folder, 'mine.so');
  await copyFile(path.join(native, 'libvdi_reference.so'), library);
  const target = await new EmbeddedTarget({ warmRoles: 0 }).start({ library, limits: DEFAULT_LIMITS });
  expect(target.connection.target.library.file).toBe(library);
  await target.stop();
});

test('an executable is no library', async () => {
  const file = await elf('program', process.arch === 'x64' ? 62 : 183, 2);
  expect(await wrongWithElf(file)).toBe('it is an ELF file, but not a shared object');
});
