import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { LINUX_CLIENT, LINUX_NATIVE } from '../../targets/linux-native.js';

const BUILD_MS = 300_000;
const FOLDER = path.dirname(LINUX_NATIVE.reference);
/** One that is linked with libsqlvdi.so; and a library of that name with faults, for which LD_LIBRARY_PATH is set. */
export const LINKED_CLIENT = path.join(FOLDER, 'vdi_linux_client');
export const FAULTY_VENDOR_FOLDER = path.join(FOLDER, 'faulty');

/** A program, with the words that it is told besides its orders. */
export type ClientCommand = readonly [file: string, ...words: readonly string[]];
const LOADING: ClientCommand = [LINUX_CLIENT, '--library', LINUX_NATIVE.reference];

/** How a client is started. */
export interface ClientOrders {
  readonly names: readonly string[];
  readonly direction: 'backup' | 'restore';
  readonly file: string;
  /** One that is wrong, by name. */
  readonly wrong?: string;
  /** Further words of its command line. */
  readonly words?: readonly string[];
}

/** What is seen of a client from outside, once it is gone. */
export interface ClientEnd {
  /** Its exit code, or the signal that it died of; `hangs`: it had to be killed. */
  readonly exit: number | string;
  /** Whether it printed that it is done. */
  readonly done: boolean;
  /** What it said to the standard error output. */
  readonly reason: string;
  /** Whether a process that it has started was still there. */
  readonly left: boolean;
}

/** Builds the client programs of our own. */
export async function buildOwnClient(): Promise<void> {
  const builder = path.join(PACKAGE_ROOT, 'harness', 'reference', 'build.mjs');
  await promisify(execFile)(process.execPath, [builder, '--clients'], { timeout: BUILD_MS });
}

/** A client program of our own that runs. It is the first of a process group, with which it is killed. */
export class OwnClient {
  readonly #process: ChildProcess;
  #printed = '';
  #reason = '';
  /** True: it has created its set; false: it has ended before. */
  readonly created: Promise<boolean>;
  readonly #exited: Promise<{ code: number | null; signal: string | null }>;
  readonly #silent: Promise<unknown>;

  constructor(
    { names, direction, file, wrong, words = [] }: ClientOrders,
    [program, ...own]: ClientCommand = LOADING,
  ) {
    const [set = ''] = names;
    const named = [...own, '--set', set, '--devices', names.join(',')];
    const what = ['--direction', direction, '--file', file, ...words];
    const args = [...named, ...what, ...(wrong === undefined ? [] : ['--wrong', wrong])];
    this.#process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#exited = once(this.#process, 'exit').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as string | null,
    }));
    this.#silent = once(this.#process, 'close');
    this.#process.stderr?.on('data', (said) => (this.#reason += String(said)));
    this.created = new Promise((resolve) => {
      this.#process.stdout?.on('data', (said) => {
        this.#printed += String(said);
        if (this.#lines().includes('created')) resolve(true);
      });
      void this.#silent.then(() => {
        resolve(false);
      });
    });
  }

  /** Waits for its end, and kills it and all that it has left when it does not come. */
  async end(limitMs: number): Promise<ClientEnd> {
    let late: NodeJS.Timeout | undefined;
    const over = new Promise<null>((resolve) => {
      late = setTimeout(resolve, limitMs, null);
    });
    const exited = await Promise.race([this.#exited, over]);
    clearTimeout(late);
    // The group is there as long as one process of it is; nobody else is given its number.
    const anybody = this.kill();
    await this.#silent;
    const exit = exited === null ? 'hangs' : (exited.code ?? exited.signal ?? '?');
    const left = exited !== null && anybody;
    return { exit, done: this.#lines().includes('done'), reason: this.#reason.trim(), left };
  }

  /** Kills the whole group. @returns whether there was anybody. */
  kill(): boolean {
    const { pid } = this.#process;
    if (pid === undefined) return false;
    try {
      return process.kill(-pid, 'SIGKILL');
    } catch {
      return false;
    }
  }

  #lines(): string[] {
    return this.#printed.split('\n');
  }
}
