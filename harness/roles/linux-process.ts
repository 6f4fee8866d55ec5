import koffi from 'koffi';
import { LinuxOwnProbe } from '../probes/linux-own.js';
import { OwnThreads } from '../probes/own-threads.js';
import type { OwnProcess } from './own-process.js';
import { startPool } from './start-pool.js';

/** <sys/prctl.h>, <sys/resource.h> and <signal.h> of Linux. */
const PR_SET_PDEATHSIG = 1;
const RLIMIT_CORE = 4;
const RLIMIT_NOFILE = 7;
const SIGKILL = 9;

/** Ample for 64 devices; a library that takes all there are is seen to do so, and holds nobody up with it. */
const DESCRIPTORS = 4_096n;

export class LinuxProcess implements OwnProcess {
  readonly probe = new LinuxOwnProbe();

  /**
   * It dies with its agent even when it hangs in native code, a crash writes no core file, and what it can take of the
   * machine has a bound.
   */
  behave(): void {
    const libc = koffi.load(null);
    const parent = process.ppid;
    libc.func('int prctl(int, uint64, uint64, uint64, uint64)')(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    // The agent may have died before we asked to be told.
    if (process.ppid !== parent) process.exit(0);
    const setLimit = libc.func('int setrlimit(int, void *)');
    setLimit(RLIMIT_CORE, Buffer.alloc(16));
    // Fails, and changes nothing, where less is allowed already.
    const descriptors = Buffer.alloc(16);
    descriptors.writeBigUInt64LE(DESCRIPTORS, 0);
    descriptors.writeBigUInt64LE(DESCRIPTORS, 8);
    setLimit(RLIMIT_NOFILE, descriptors);
  }

  /** libuv reads the size when the pool is first used, which is here. */
  startThreads(count: number): Promise<void> {
    process.env['UV_THREADPOOL_SIZE'] = String(count);
    return startPool(koffi.load(null).func('int getpid()'));
  }

  watchThreads(): OwnThreads {
    return new OwnThreads();
  }
}
