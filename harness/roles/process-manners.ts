import koffi from 'koffi';

/** <sys/prctl.h>, <sys/resource.h> and <signal.h> of Linux. */
const PR_SET_PDEATHSIG = 1;
const RLIMIT_CORE = 4;
const SIGKILL = 9;

/** A library's calls run on koffi's own stacks; its default of 128 KB is small for code that we do not know. */
const ASYNC_STACK_BYTES = 1_024 * 1_024;

/**
 * Makes this process one that leaves nothing behind: it dies with its agent even when it hangs in native
 * code, and a crash writes no core file.
 */
export function prepareProcess(): void {
  koffi.config({ async_stack_size: ASYNC_STACK_BYTES });
  if (process.platform !== 'linux') return;
  const libc = koffi.load(null);
  const parent = process.ppid;
  libc.func('int prctl(int, uint64, uint64, uint64, uint64)')(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // The agent may have died before we asked to be told.
  if (process.ppid !== parent) process.exit(0);
  libc.func('int setrlimit(int, void *)')(RLIMIT_CORE, Buffer.alloc(16));
}

/**
 * Starts the threads that calls run on, all at once, so that none appears later where threads are counted.
 * libuv reads the size when the pool is first used, which is here.
 */
export function startThreads(count: number): Promise<void> {
  process.env['UV_THREADPOOL_SIZE'] = String(count);
  const anyCall = koffi.load(null).func('int getpid()');
  return new Promise((resolve, reject) => {
    anyCall.async((error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
