import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../../kit-package.js';
import type { ClientOrders } from './backup-client-main.js';

const PROGRAM = path.join(
  PACKAGE_ROOT,
  'dist',
  'harness',
  'reference',
  'sql',
  'testing',
  'backup-client-main.js',
);

/** What a client said at its end; null: it said nothing, because it died. */
export interface ClientReport {
  /** GetConfiguration's HRESULT. */
  readonly configuration: number;
  readonly settled: Readonly<Record<string, number>> | null;
  readonly devices: readonly {
    /** GetCommand's last HRESULT. */
    readonly last: number;
    readonly ended: boolean;
    /** How often each command came. */
    readonly commands: Readonly<Record<string, number>>;
  }[];
  readonly close: number;
}

export interface BackupClient {
  readonly process: ChildProcess;
  /** Resolves when it has told that it holds a command which it will not complete. */
  readonly hangs: Promise<void>;
  /** Resolves when GetCommand has told it that its first device is at its end. */
  readonly firstEnded: Promise<void>;
  readonly report: Promise<ClientReport | null>;
  kill(): void;
}

/** Starts a client; it has created its set when this resolves. @throws Error when it dies before. */
export async function startBackupClient(orders: ClientOrders): Promise<BackupClient> {
  const child = fork(PROGRAM, [JSON.stringify(orders)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A call that waits for each device. Node's loader of modules has used the pool before the program can say so.
    env: { ...process.env, UV_THREADPOOL_SIZE: String(orders.names.length + 8) },
  });
  let report: ClientReport | null = null;
  let hung: () => void = () => undefined;
  const hangs = new Promise<void>((resolve) => (hung = resolve));
  let told: () => void = () => undefined;
  const firstEnded = new Promise<void>((resolve) => (told = resolve));
  const ended = new Promise<ClientReport | null>((resolve) => {
    child.once('exit', () => {
      resolve(report);
    });
  });
  await new Promise<void>((resolve, reject) => {
    void ended.then(() => {
      reject(new Error('the client ended before it had created its set'));
    });
    child.on('message', (message: object) => {
      if ('created' in message) resolve();
      else if ('hangs' in message) hung();
      else if ('firstEnded' in message) told();
      else report = message as ClientReport;
    });
  });
  return { process: child, hangs, firstEnded, report: ended, kill: () => void child.kill('SIGKILL') };
}
