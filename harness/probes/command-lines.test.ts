import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandLines } from './command-lines.js';

/** A folder that looks like /proc. */
let proc: string;

beforeEach(async () => {
  proc = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
  await mkdir(path.join(proc, 'sys'));
});

afterEach(() => rm(proc, { recursive: true }));

const file = (id: number): string => path.join(proc, String(id), 'cmdline');

async function has(id: number, line: string): Promise<void> {
  await mkdir(path.dirname(file(id)), { recursive: true });
  await writeFile(file(id), line);
}

test('a process is found by its mark', async () => {
  await has(7, 'node\0role.cjs\0role-a');
  await has(8, 'node\0role.cjs\0role-b');
  const lines = new CommandLines(proc);
  expect(await Promise.all(['role-b', 'role-a'].map((mark) => lines.idOf(mark)))).toEqual([8, 7]);
  await expect(lines.idOf('role-c')).rejects.toMatchObject({ code: 'ESRCH' });
});

test('who was looked at is not looked at again while others will do', async () => {
  await has(7, 'role-a');
  const read: string[] = [];
  const lines = new CommandLines(proc, (from) => {
    read.push(from);
    return readFile(from, 'utf8');
  });
  await lines.idOf('role-a');
  await has(8, 'role-b');
  expect(await lines.idOf('role-b')).toBe(8);
  expect(read).toEqual([file(7), file(8)]);
});

test('a process that had another command line, or whose number was that of another, is found', async () => {
  await has(7, 'wine64');
  await has(8, 'role-a');
  const lines = new CommandLines(proc);
  await lines.idOf('role-a');
  await has(7, 'role-b');
  expect(await lines.idOf('role-b')).toBe(7);
  await rm(path.dirname(file(8)), { recursive: true });
  await has(8, 'role-c');
  expect(await lines.idOf('role-c')).toBe(8);
  await expect(lines.idOf('role-a')).rejects.toMatchObject({ code: 'ESRCH' });
});
