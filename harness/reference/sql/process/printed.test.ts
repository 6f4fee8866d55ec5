import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OwnTemporaryFolder } from '../../../targets/testing/own-temporary-folder.js';
import { Printed } from './printed.js';

let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(() => own.remove());

async function printedBy(program: string): Promise<string> {
  const printed = new Printed();
  // From here on whoever is killed leaves nothing: there is no name to leave.
  expect(await readdir(own.path)).toEqual([]);
  const { handle } = printed;
  await once(spawn(process.execPath, ['-e', program], { stdio: ['ignore', handle, handle] }), 'exit');
  const excerpt = printed.excerpt();
  printed.close();
  return excerpt;
}

test('what a process prints on either stream can be read when it has ended, and no file is to be seen', async () => {
  expect(await printedBy('console.log("one"); console.error("two");')).toBe('one\ntwo');
  expect(await printedBy('')).toBe('');
});

test('of much that was printed the beginning is taken', async () => {
  expect(await printedBy('console.log("ä€".repeat(5000))')).toBe('ä€'.repeat(1_000));
});
