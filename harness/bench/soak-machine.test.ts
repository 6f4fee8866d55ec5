import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { descriptorsOf, namesStillBorne, processesRunning } from './soak-machine.js';

test('a name is borne by a file in /dev/shm, and by a socket without a file', async () => {
  const [file, socket, nobody] = [randomUUID(), randomUUID(), randomUUID()];
  const shared = path.join('/dev/shm', `vdi-test-${file}`);
  const server = createServer();
  try {
    await writeFile(shared, '');
    await once(server.listen(`\0vdi-test/${socket}`), 'listening');
    expect(namesStillBorne(new Set([file, socket, nobody])).sort()).toEqual([file, socket].sort());
  } finally {
    await rm(shared, { force: true });
    server.close();
  }
});

test('a process is found by the program that it runs, and is measured', async () => {
  const program = `/no-such-folder/${randomUUID()}.cjs`;
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log("up")', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  try {
    // When it has been spawned it has hardly begun to use memory.
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    expect(processesRunning([program])).toEqual([pid]);
    expect(descriptorsOf(pid)).toBeGreaterThan(2);
  } finally {
    child.stdin.end();
    await ended;
  }
  expect(processesRunning([program])).toEqual([]);
});
