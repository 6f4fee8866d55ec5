import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocumentSchema } from '../../reports/json/run-document.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { OwnTemporaryFolder } from '../targets/testing/own-temporary-folder.js';
import { PASSWORD_VARIABLE } from './sql-server-options.js';

/** Rules about the engine on a SQL Server that ran before: the kit's own endpoint stands for it, on its own. */
const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const PASSWORD = 'Giv3n-by-the-user';

let own: OwnTemporaryFolder;
let server: ChildProcess;
let port = '';
beforeAll(async () => {
  own = await OwnTemporaryFolder.make();
  server = cli(['serve'], PASSWORD);
  own.beforeRemoval(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  });
  port = await new Promise((resolve) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /server {4}127\.0\.0\.1,(\d+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
});
afterAll(() => own.remove());

function cli(args: readonly string[], password: string): ChildProcess {
  const env = { ...process.env, [PASSWORD_VARIABLE]: password };
  return spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function certify(password: string, ...more: string[]): Promise<{ code: number; said: string }> {
  const where = [...more, '--sql-server', `127.0.0.1,${port}`, '--out', path.join(own.path, 'out')];
  const child = cli(['certify', '--rule', 'ENGINE-CLOSE-02', ...where], password);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

test('is certified, and the password is in nothing that is written or said', async () => {
  const { code, said } = await certify(PASSWORD);
  expect(code).toBe(0);
  expect(said).toContain('server   vdi-conformance');
  const out = path.join(own.path, 'out');
  const document = runDocumentSchema.parse(JSON.parse(await readFile(path.join(out, 'run.json'), 'utf8')));
  expect(document.target.sqlServer?.version).toContain('reference SQL endpoint');
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  expect(files.length).toBeGreaterThan(4);
  for (const { parentPath, name } of files)
    expect(await readFile(path.join(parentPath, name), 'utf8'), name).not.toContain(PASSWORD);
  expect(said).not.toContain(PASSWORD);
});

test('one that refuses the log-in is a target that is not there, and says why', async () => {
  const { code, said } = await certify('wrong');
  expect(code).toBe(3);
  expect(said).toContain("Login failed for user 'sa'. (error 18456)");
});

test('one that has not the database that was named is used wrongly, and says so', async () => {
  const { code, said } = await certify(PASSWORD, '--sql-database', 'nowhere');
  expect(code).toBe(2);
  expect(said).toContain('the SQL Server has no database nowhere');
  expect(said).toContain('--sql-database');
});
