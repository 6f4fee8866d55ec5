import koffi from 'koffi';

/** <sys/prctl.h>, <sys/resource.h> and <signal.h> of Linux. */
const PR_SET_PDEATHSIG = 1;
const RLIMIT_CORE = 4;
const SIGKILL = 9;

/** A library's calls run on koffi's own stacks; its default of 128 KB is small for code that we do not know. */
const ASYNC_STACK_BYTES = 1_024 * 1_024;

/**
 * Makes this process one that leaves nothing behind and that can be measured: it dies with its agent even
 * when hung in native code, a crash writes no core file, and all threads of the pool exist before anything
 * counts them. Calls back when that is so.
 */
export function prepareProcess(ready: () => void): void {
  koffi.config({ async_stack_size: ASYNC_STACK_BYTES });
  const libc = koffi.load(null);
  if (process.platform === 'linux') {
    const parent = process.ppid;
    libc.func('int prctl(int, uint64, uint64, uint64, uint64)')(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    // The agent may have died before we asked to be told.
    if (process.ppid !== parent || process.ppid === 1) process.exit(0);
    libc.func('int setrlimit(int, void *)')(RLIMIT_CORE, Buffer.alloc(16));
  }
  libc.func('int getpid()').async((error: Error | null) => {
    if (error) throw error;
    ready();
  });
}
