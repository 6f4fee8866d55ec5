import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../errors/kit-error.js';
import { checkOutputFolder, clearOutputFolder } from './output-folder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-out-'));
});
afterEach(() => rm(folder, { recursive: true }));

const MARK = '.vdi-conformance';

test('makes the folder, with its parents, and marks it as ours', async () => {
  const out = await checkOutputFolder(path.join(folder, 'a', 'b'));
  await clearOutputFolder(out);
  expect(await readdir(out)).toEqual([MARK]);
});

test('removes what an earlier run wrote, and nothing else, and not before it is told to', async () => {
  await clearOutputFolder(await checkOutputFolder(folder));
  await mkdir(path.join(folder, 'histories'));
  await writeFile(path.join(folder, 'histories', 'CLOSE-01.json'), '{}');
  await writeFile(path.join(folder, 'run.json'), '{}');
  await writeFile(path.join(folder, 'notes.txt'), 'mine');
  await checkOutputFolder(folder);
  expect(await readdir(folder)).toEqual([MARK, 'histories', 'notes.txt', 'run.json']);
  await clearOutputFolder(folder);
  expect(await readdir(folder)).toEqual([MARK, 'notes.txt']);
});

test('says so when results of an earlier run cannot be replaced', async () => {
  await mkdir(path.join(folder, MARK));
  await checkOutputFolder(folder);
  await expect(clearOutputFolder(folder)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
});

test('leaves a folder alone that holds one of our names but was not written by us', async () => {
  await mkdir(path.join(folder, 'histories'));
  await expect(checkOutputFolder(folder)).rejects.toThrow(/histories, which no earlier run/);
  expect(await readdir(folder)).toEqual(['histories']);
});

test.each(['file', 'file/below'])('refuses %s where "file" is a file', async (out) => {
  await writeFile(path.join(folder, 'file'), '');
  const refused = checkOutputFolder(path.join(folder, out));
  await expect(refused).rejects.toBeInstanceOf(UsageError);
  await expect(refused).rejects.toThrow(/there is a file in its place/);
});

// /proc takes no new file from anybody, root included: permissions alone would not stop a test that runs as root.
test.runIf(process.platform === 'linux')('refuses a folder that nothing can be written to', async () => {
  await expect(checkOutputFolder('/proc/vdi-conformance')).rejects.toThrow(
    /cannot write to the output folder/,
  );
});
