import koffi from 'koffi';
import type { System } from '../agent/settings.js';
import type { OwnProbe } from '../probes/own.js';
import type { OwnThreads } from '../probes/own-threads.js';
import { LinuxProcess } from './linux-process.js';
import { WindowsProcess } from './windows-process.js';

/** A library's calls run on koffi's own stacks; its default of 128 KB is small for code that we do not know. */
const ASYNC_STACK_BYTES = 1_024 * 1_024;

/** What a role has to do with the system in its own process. One implementation an operating system. */
export interface OwnProcess {
  readonly probe: OwnProbe;
  /** Makes this process one that leaves nothing behind, however it ends. */
  behave(): void;
  /** Starts the threads that calls run on, all at once, so that none appears later where threads are counted. */
  startThreads(count: number): Promise<void>;
  /** Watches the threads that are started from now on; null where that cannot be done from inside. */
  watchThreads(): OwnThreads | null;
}

export function ownProcess(system: System): OwnProcess {
  koffi.config({ async_stack_size: ASYNC_STACK_BYTES });
  return system === 'linux' ? new LinuxProcess() : new WindowsProcess();
}
