import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf, layOut, type ImageFile } from './image-files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
  await writeFile(path.join(folder, 'one'), 'the first');
  await writeFile(path.join(folder, 'two'), 'the second');
});
afterEach(() => rm(folder, { recursive: true }));

const files = (): ImageFile[] => [
  { place: 'one', file: path.join(folder, 'one') },
  { place: 'kit/two', file: path.join(folder, 'two') },
];

test('the digest is that of the contents, the places and the arguments, in whatever order they come', async () => {
  const before = await digestOf(files(), { A: '1', B: '2' });
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  expect(await digestOf(files().reverse(), { B: '2', A: '1' })).toBe(before);

  const others = [
    await digestOf(files(), { A: '1', B: '3' }),
    await digestOf(files(), { A: '1' }),
    await digestOf(files().slice(1), { A: '1', B: '2' }),
    await digestOf([{ ...files()[0]!, place: 'three' }, files()[1]!], { A: '1', B: '2' }),
  ];
  await writeFile(path.join(folder, 'two'), 'the 2nd');
  others.push(await digestOf(files(), { A: '1', B: '2' }));
  expect(new Set([before, ...others]).size).toBe(others.length + 1);
});

test('a line of a file cannot pass for another input', async () => {
  const made = await digestOf(files(), { A: '1\nfile one' });
  expect(await digestOf(files(), { A: '1' })).not.toBe(made);
});

test('the files are laid out as the build finds them', async () => {
  const to = path.join(folder, 'context');
  await layOut(files(), to);
  expect((await readdir(to)).sort()).toEqual(['kit', 'one']);
  expect(await readFile(path.join(to, 'kit', 'two'), 'utf8')).toBe('the second');
});
