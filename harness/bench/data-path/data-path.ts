import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { LINUX_NATIVE } from '../../targets/linux-native.js';
import { median } from '../median.js';

const PROGRAM = path.join(
  PACKAGE_ROOT,
  'dist',
  'native',
  `${process.platform}-${process.arch}`,
  'vdi_data_path',
);
const KOFFI_CLIENT = fileURLToPath(new URL('koffi-client-main.js', import.meta.url));

const TRANSFERS = [65_536, 262_144, 1_048_576, 4_194_304] as const;
const DEVICES = [1, 2, 4, 8] as const;
/** Bytes of a backup, over all its devices: half a gigabyte. */
const BYTES = 2 ** 29;
const ROUNDS = 5;

/** One shape of a backup. */
interface Shape {
  readonly devices: number;
  /** Bytes of a transfer. */
  readonly transfer: number;
}

/** Bytes per second of one round, by who moved them. */
interface Speeds {
  readonly koffi: number;
  readonly native: number;
  readonly memcpy: number;
}

/**
 * What a backup gets through the interface: a native server sends, and a client takes and copies, once ours of JavaScript over koffi
 * and once one of C++; beside them a plain copy of as many bytes from as many buffers. The three take turns.
 */
export async function benchDataPath(print: (line: string) => void): Promise<void> {
  print(`  transfer  devices   koffi   native   memcpy  (MB/s)   koffi/native   native/memcpy`);
  for (const transfer of TRANSFERS) {
    for (const devices of DEVICES) {
      const rounds: Speeds[] = [];
      for (let round = 1; round <= ROUNDS; round++) rounds.push(await measured({ devices, transfer }));
      print(row({ devices, transfer }, rounds));
    }
  }
}

function row({ devices, transfer }: Shape, rounds: readonly Speeds[]): string {
  const of = (one: (speeds: Speeds) => number): number => median(rounds.map(one));
  const speed = (by: keyof Speeds): string => (of((each) => each[by]) / 1e6).toFixed(0).padStart(7);
  const ratio = (a: keyof Speeds, b: keyof Speeds): string => of((each) => each[a] / each[b]).toFixed(2);
  return [
    `${transfer / 1024} KB`.padStart(10),
    String(devices).padStart(7),
    speed('koffi'),
    ` ${speed('native')}`,
    ` ${speed('memcpy')}`,
    ratio('koffi', 'native').padStart(20),
    ratio('native', 'memcpy').padStart(15),
  ].join(' ');
}

async function measured(shape: Shape): Promise<Speeds> {
  return {
    koffi: await backedUp(shape, (set) => [
      process.execPath,
      KOFFI_CLIENT,
      LINUX_NATIVE.reference,
      set,
      String(shape.devices),
      String(shape.transfer),
    ]),
    native: await backedUp(shape, (set) => [PROGRAM, ...argumentsOf('client', set, shape)]),
    memcpy: speedOf(await answer(begin([PROGRAM, ...argumentsOf('copy', 'none', shape)]))),
  };
}

/** One backup, to a client that this starts; bytes per second. */
async function backedUp(shape: Shape, clientOf: (set: string) => readonly string[]): Promise<number> {
  const set = randomUUID();
  const client = begin(clientOf(set));
  const ended = answer(client);
  ended.catch(() => undefined);
  try {
    if (client.stdout === null) throw new TypeError('the client has no standard output');
    await Promise.race([once(client.stdout, 'data'), ended]);
    const ns = await answer(begin([PROGRAM, ...argumentsOf('server', set, shape)]));
    await ended;
    return speedOf(ns);
  } finally {
    client.kill('SIGKILL');
  }
}

function argumentsOf(end: 'server' | 'client' | 'copy', set: string, { devices, transfer }: Shape): string[] {
  const transfers = BYTES / transfer / devices;
  return [end, LINUX_NATIVE.reference, set, ...[devices, transfer, transfers].map(String)];
}

function speedOf(ns: string): number {
  return BYTES / (Number(ns) / 1e9);
}

function begin([command = '', ...args]: readonly string[]): ChildProcess {
  // Node's loader of modules has used the pool before a program can choose its size: a call waits for each device.
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(2 * Math.max(...DEVICES)) };
  return spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What a process prints. @throws Error when it ends with another exit code than 0. */
async function answer(child: ChildProcess): Promise<string> {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnfile} ended with exit code ${code ?? 'none'}`);
  return printed.trim();
}
