import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { SqlSession } from '../sql/session.js';
import { OwnTemporaryFolder } from '../targets/testing/own-temporary-folder.js';
import { databaseOf } from './serve-command.js';

const CLI = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

/** Starts the command; `said` resolves once its output matches. */
function serve(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [CLI, 'serve', ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
  ending.push(() => child.kill('SIGKILL'));
  let output = '';
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const [, found] = pattern.exec(output) ?? [];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      look();
    });
  for (const stream of [child.stdout, child.stderr])
    stream.prependListener('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, said, ended: once(child, 'close'), output: () => output };
}

test('serves until Ctrl-C, and says how to log in', async () => {
  const { child, said, ended } = serve(['--database', 'ledger=3MB', '--database', 'other=1KB']);
  const port = Number(await said(/server {4}127\.0\.0\.1,(\d+)/));
  const password = await said(/password {2}(\S+)/);
  const session = await SqlSession.open({ host: '127.0.0.1', port, user: 'sa', password }, DEFAULT_LIMITS);
  const { resultSets } = await session.run('select name from sys.databases where database_id > 4');
  expect(resultSets[0]?.rows).toEqual([['ledger'], ['other']]);
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  await session.close();
});

test('leaves no file behind when it is killed', async () => {
  const own = await OwnTemporaryFolder.make();
  try {
    const { child, said, ended } = serve([], { TMPDIR: own.path });
    const port = Number(await said(/server {4}127\.0\.0\.1,(\d+)/));
    expect(port).toBeGreaterThan(0);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await readdir(own.path)).toEqual([]);
  } finally {
    await own.remove();
  }
});

test('takes a password from the environment, and shows it nowhere', async () => {
  const password = 'Giv3n-by-the-user';
  const { child, said, ended, output } = serve([], { VDI_CONFORMANCE_SQL_PASSWORD: password });
  const port = Number(await said(/server {4}127\.0\.0\.1,(\d+)/));
  await said(/password {2}(the one in)/);
  const session = await SqlSession.open({ host: '127.0.0.1', port, user: 'sa', password }, DEFAULT_LIMITS);
  await session.close();
  child.kill('SIGTERM');
  expect(await ended).toEqual([143, null]);
  expect(output()).not.toContain(password);
});

test.each([
  [['--vdi', 'no/such/library.so'], 'there is no library'],
  [['--database', 'ledger'], 'says no database'],
  [['--port', 'x'], 'A whole number from 1 is needed'],
])('%j is a usage error', async (args, said) => {
  const { ended, output } = serve(args);
  expect(await ended).toEqual([2, null]);
  expect(output()).toContain(said);
});

test('sizes of databases', () => {
  expect(databaseOf('a b=64mb')).toEqual({ name: 'a b', dataBytes: 64 << 20 });
  expect(databaseOf('x=5')).toEqual({ name: 'x', dataBytes: 5 });
  for (const wrong of ['x', 'x=', '=5', 'x=0', 'x=5TB'])
    expect(() => databaseOf(wrong)).toThrow('says no database');
});
