import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';
import { limitsWithPatience } from '../limits/limits.js';
import { openSession } from '../stage/session.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import { judge } from '../../specs/close/CLOSE-12.judge.js';
import { scenario } from '../../specs/close/CLOSE-12.scenario.js';
import { soakOnce } from './soak-run.js';

/** The compiled soak, which has to be able to fail. */
const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'bench', 'soak.js');
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-soak-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function soak(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { ...process.env, TMPDIR: folder };
  return promisify(execFile)(process.execPath, [MAIN, ...args], { cwd: folder, env }).then(
    (done) => ({ code: 0, ...done }),
    (error: unknown) => error as { code: unknown; stdout: string; stderr: string },
  );
}

test('a soak of the reference finds no verdict that differs', async () => {
  const { stdout } = await soak('--runs', '1', '--seed', '3', '--rule', 'CLOSE-16');
  // Other tests run roles meanwhile, which a soak counts: so nothing is said of the exit code.
  expect(stdout).toMatch(/^differing verdicts +0$/m);
});

test('a soak of a reference that misbehaves counts the verdicts that differ, and keeps the histories', async () => {
  const fault = 'CLOSE-16.second-close-succeeds';
  const { code, stdout } = await soak('--runs', '1', '--seed', '3', '--rule', 'CLOSE-16', '--fault', fault);
  expect(stdout).toMatch(/CLOSE-16 [-\w]+: fail: case .*: Close number 2 of one set did not refuse/);
  expect(stdout).toMatch(/^differing verdicts +[1-9]\d* +NOT 0$/m);
  expect(code).toBe(1);
  const kept = await readdir(path.join(folder, 'dist', 'soak', 'seed-3'));
  expect(kept).not.toEqual([]);
});

test('a verdict that is inconclusive differs as well', async () => {
  const fault = 'CLOSE-01.name-still-taken';
  const { code, stdout } = await soak('--runs', '1', '--seed', '3', '--rule', 'CLOSE-16', '--fault', fault);
  expect(stdout).toMatch(/CLOSE-16 [-\w]+: inconclusive: /);
  expect(stdout).toMatch(/^differing verdicts +[1-9]\d* +NOT 0$/m);
  expect(code).toBe(1);
});

test('a soak counts what is left behind', async () => {
  const child = spawn(process.execPath, [MAIN, '--runs', '2', '--seed', '3', '--rule', 'CLOSE-12'], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let stdout = '';
  const begun = new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      resolve();
    }),
  );
  await begun;
  // What looks like a role's process, an entry of /dev/shm, and a temporary file of the runs.
  const idle = ['-e', 'process.stdin.resume()', path.join(PACKAGE_ROOT, 'dist', 'agent', 'role.cjs')];
  const role = spawn(process.execPath, idle, { stdio: ['pipe', 'ignore', 'inherit'] });
  const shared = path.join('/dev/shm', path.basename(folder));
  const [temporary = ''] = (await readdir(folder)).filter((name) => name.startsWith('vdi-soak-'));
  try {
    await writeFile(shared, '');
    await writeFile(path.join(folder, temporary, 'forgotten'), '');
    await closed;
  } finally {
    role.stdin.end();
    await rm(shared, { force: true });
  }
  expect(stdout).toMatch(/^role processes left by runs +[1-9]\d* +NOT 0$/m);
  expect(stdout).toMatch(/^processes left at the end +[1-9]\d* +NOT 0$/m);
  expect(stdout).toMatch(/^entries of \/dev\/shm left at the end +[1-9]\d* +NOT 0$/m);
  expect(stdout).toMatch(/^temporary files left at the end +1 +NOT 0$/m);
  expect(child.exitCode).toBe(1);
});

test('a run knows the names of the sets that there were, one a case at least', async () => {
  const checks = [{ rule: 'CLOSE-12', scenario, judge }];
  const target = await new EmbeddedTarget({ warmRoles: 0 }).start({ limits: limitsWithPatience(4) });
  try {
    const session = await openSession(target.connection);
    const { cases, sets, differing } = await soakOnce(session, checks, 5);
    await session.close();
    expect(cases).toBe(scenario.cases.length);
    expect(sets.size).toBe(cases);
    expect(differing).toEqual([]);
  } finally {
    await target.stop();
  }
});

test.each([[['--runs', '0']], [['--rule', 'CLOSE-99']], [['--fault', 'CLOSE-01.unheard-of']]])(
  'what cannot be done as asked ends with 2: %j',
  async (args) => {
    const { code, stdout, stderr } = await soak(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
    expect((await readdir(folder)).filter((name) => name.startsWith('vdi-soak-'))).toEqual([]);
  },
);
