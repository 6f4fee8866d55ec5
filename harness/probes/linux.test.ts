import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LinuxOwnProbe } from './linux-own.js';
import { LinuxProbe } from './linux.js';
import { lookAtRanges, mapsFile, parseMaps, sharedMappings } from './linux-maps.js';

const probe = new LinuxProbe();
const MAPS = `
55d0c0000000-55d0c0002000 r-xp 00000000 08:01 42                         /usr/lib/libvdi.so
7f0000000000-7f0000004000 rw-s 00000000 00:05 77                         /dev/shm/a set (deleted)
7f0000004000-7f0000005000 rw-s 00000000 00:01 99                         /memfd:x
7f0000006000-7f0000007000 rw-p 00000000 00:00 0
7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0                          [stack]
`;

describe('maps', () => {
  test('shared mappings are the resources, whatever they are made of', () => {
    expect(sharedMappings(parseMaps(MAPS))).toEqual([
      { from: '0x7f0000000000', to: '0x7f0000004000', access: 'rw-s', name: '/dev/shm/a set (deleted)' },
      { from: '0x7f0000004000', to: '0x7f0000005000', access: 'rw-s', name: '/memfd:x' },
    ]);
  });

  test.each([
    ['inside one', '0x7f0000001000', 4_096, true, '/dev/shm/a set (deleted)'],
    ['over two', '0x7f0000003000', 8_192, true, '/dev/shm/a set (deleted), /memfd:x'],
    ['half in a hole', '0x7f0000004800', 4_096, true, 'partly /memfd:x'],
    ['in a hole', '0x7f0000005000', 4_096, false, ''],
    ['just before', '0x7effffffffff', 1, false, ''],
    ['at the last byte', '0x7f0000004fff', 1, true, '/memfd:x'],
    ['private and nameless', '0x7f0000006000', 1, true, 'anonymous'],
  ])('a range %s', (label, address, size, mapped, by) => {
    expect(lookAtRanges(parseMaps(MAPS), [{ label, address, size }])).toEqual([
      { label, address, size, mapped, by },
    ]);
  });

  test('a library is found by its path', () => {
    expect(mapsFile(parseMaps(MAPS), '/usr/lib/libvdi.so')).toBe(true);
    expect(mapsFile(parseMaps(MAPS), '/usr/lib/libother.so')).toBe(false);
  });
});

describe('a process', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vdi-probe-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** A Node process that runs a program; its first line of output means that it is where it should be. */
  async function running(
    program: string,
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ pid: number; said: string }> {
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'], env });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { pid: child.pid ?? 0, said: line.toString().trim() };
  }

  test('its descriptors are told with their targets', async () => {
    const file = path.join(folder, 'open');
    await writeFile(file, 'x');
    const { pid, said } = await running(
      `console.log(require('fs').openSync(${JSON.stringify(file)}))`.concat('; setInterval(() => 0, 1000)'),
    );
    const { descriptors } = await probe.resources(pid);
    expect(descriptors).toContainEqual({ id: Number(said), target: file });
    expect(descriptors.map(({ id }) => id)).toEqual(
      [...descriptors.map(({ id }) => id)].sort((a, b) => a - b),
    );
  });

  test('its shared mappings are told, and by outside looks at ranges', async () => {
    const file = path.join(folder, 'mapped');
    await writeFile(file, Buffer.alloc(8_192));
    const koffi = JSON.stringify(path.resolve('node_modules/koffi'));
    // PROT_READ | PROT_WRITE, MAP_SHARED
    const { pid, said } = await running(`
      const fd = require('fs').openSync(${JSON.stringify(file)}, 'r+');
      const mmap = require(${koffi}).load(null).func('void *mmap(uint64, size_t, int, int, int, int64)');
      console.log('0x' + mmap(0, 8192, 3, 1, fd, 0).toString(16));
      setInterval(() => 0, 1000);`);
    const { mappings } = await probe.resources(pid);
    const [mapping] = mappings.filter(({ name }) => name === file);
    expect(mapping).toMatchObject({ from: said, access: 'rw-s' });
    const [inside, outside] = await probe.ranges(pid, [
      { label: 'in', address: said, size: 8_192 },
      { label: 'out', address: '0x1000', size: 4_096 },
    ]);
    expect(inside).toMatchObject({ mapped: true, by: file });
    expect(outside).toMatchObject({ mapped: false, by: '' });
  });

  test('its threads are told: one more when it starts one', async () => {
    const idle = 'console.log(1); setInterval(() => 0, 1000);';
    const one = await running(idle);
    const more = await running(
      `new (require('worker_threads').Worker)('setInterval(() => 0, 1000)', { eval: true }).on('online', () => console.log(1))`,
    );
    const threads = async (pid: number): Promise<number[]> => [...(await probe.resources(pid)).threads];
    expect(await threads(one.pid)).toContain(one.pid);
    expect((await threads(more.pid)).length).toBeGreaterThan((await threads(one.pid)).length);
  });

  test('it has settled when all its threads sleep, and not while one works', async () => {
    const sleeping = await running('console.log(1); setTimeout(() => 0, 60000);');
    expect(await probe.settled(sleeping.pid, 5_000)).toBe(true);
    const working = await running('console.log(1); setImmediate(() => { for (;;); });');
    expect(await probe.settled(working.pid, 100)).toBe(false);
  });

  test('a process that is gone is an error of the file system, for the caller to judge', async () => {
    const { pid } = await running('console.log(1)');
    const [child] = children;
    if (child?.exitCode === null) await once(child, 'exit');
    await expect(probe.resources(pid)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('what a process leaves running', () => {
  const MARK = `mark-${process.pid}-${Date.now()}`;

  /** A process of a session of its own that sleeps, with or without the mark; and the id of the one that left it. */
  async function left(env: NodeJS.ProcessEnv): Promise<{ leader: number; sleeper: number }> {
    const program = `const child = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
      console.log(child.pid); child.unref();`;
    const child = spawn(process.execPath, ['-e', program], { env: { PATH: process.env['PATH'], ...env } });
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    await once(child, 'close');
    return { leader: child.pid ?? 0, sleeper: Number(String(first)) };
  }

  test('is found by the mark, though it left the group and the session', async () => {
    const { leader, sleeper } = await left({ VDI_TEST_MARK: MARK });
    try {
      expect(await probe.leftBy(leader, MARK)).toEqual([{ pid: sleeper, name: 'sleep' }]);
      expect(await probe.leftBy(leader, 'another mark')).toEqual([]);
    } finally {
      process.kill(sleeper, 'SIGKILL');
    }
  });

  test('is found by its group or session without the mark; whoever is older is not looked at', async () => {
    const sleeper = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    await once(sleeper, 'spawn');
    const pid = sleeper.pid ?? 0;
    const shell = spawn('/bin/sh', ['-c', 'sleep 600 & echo $!; exec >&-; wait'], { detached: true });
    const [first] = (await once(shell.stdout, 'data')) as [Buffer];
    // It may not be called so yet: the shell tells of it before it has become another program.
    const inner = {
      pid: Number(String(first)),
      name: expect.stringMatching(/^(sh|sleep|dash|bash)$/) as string,
    };
    try {
      expect(await probe.leftBy(shell.pid ?? 0, MARK)).toEqual([inner]);
      expect(await probe.leftBy(pid, MARK)).toEqual([]);
    } finally {
      sleeper.kill('SIGKILL');
      process.kill(-(shell.pid ?? 0), 'SIGKILL');
    }
  });
});

describe('this process', () => {
  test('sees its own mappings and libraries, without a further descriptor', () => {
    const own = new LinuxOwnProbe();
    const name = readFileSync('/proc/self/maps', 'utf8')
      .split('\n')
      .map((line) => line.split(' ').at(-1) ?? '');
    const library = name.find((each) => /libc[.-].*so/.test(each)) ?? '';
    expect(own.isLoaded(library)).toBe(true);
    expect(own.isLoaded('/nowhere/libvdi.so')).toBe(false);
    const [line = ''] = readFileSync('/proc/self/maps', 'utf8').split('\n');
    const ranges = [
      { label: 'mapped', address: `0x${line.split('-')[0] ?? ''}`, size: 1 },
      { label: 'not mapped', address: '0x10', size: 1 },
    ];
    expect(own.ranges(ranges)).toMatchObject([{ mapped: true }, { mapped: false }]);
  });
});

describe('named objects', () => {
  test('abstract sockets and shared memory are found by the name of the set', async () => {
    const set = `probe-${process.pid}-${Date.now()}`;
    const server = createServer().listen(`\0vdi/${set}/x`);
    await once(server, 'listening');
    const file = `/dev/shm/${set}_memory`;
    await writeFile(file, 'x');
    try {
      const objects = await probe.objects(set);
      expect(objects).toHaveLength(2);
      expect(objects[0]).toBe(file);
      expect(objects[1]).toContain(`vdi/${set}/x`);
    } finally {
      server.close();
      await rm(file);
    }
    expect(await probe.objects(set)).toEqual([]);
  });
});
