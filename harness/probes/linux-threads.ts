import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Between two looks at threads: Linux has no event for "all threads sleep", so it is looked at again. */
const LOOK_AGAIN_MS = 2;

/**
 * Resolves with true once every thread of a process sleeps, with false when the time is over first.
 * @param folder of the process: /proc/PID, or where else that is seen.
 */
export async function allSleep(folder: string, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  let before = sleepingThreads(folder);
  while (performance.now() < until) {
    await delay(LOOK_AGAIN_MS);
    const now = sleepingThreads(folder);
    if (now !== null && now === before) return true;
    before = now;
  }
  return false;
}

/**
 * A fingerprint of a process all of whose threads sleep: each thread with the number of times that it was
 * switched out. Two equal ones mean that no thread ran in between. Null while some thread runs or is about to.
 */
function sleepingThreads(folder: string): string | null {
  const threads: string[] = [];
  // Read at once: /proc answers from memory. A process may have a hundred threads, and is looked at again and again.
  for (const id of threadsOf(folder)) {
    const status = statusOf(folder, id);
    if (!/^State:\s+S/m.test(status)) return null;
    const switches = [...status.matchAll(/^(?:non)?voluntary_ctxt_switches:\s+(\d+)/gm)];
    threads.push(`${id}:${switches.map(([, count]) => count).join()}`);
  }
  return threads.join(' ');
}

/** @throws an error with the code ENOENT or ESRCH when there is no such process. */
function threadsOf(folder: string): string[] {
  try {
    return readdirSync(`${folder}/task`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EIO') throw error;
    // Wine's word for a process that ended while it was looked at.
    throw Object.assign(new Error(`no process at ${folder}`, { cause: error }), { code: 'ESRCH' });
  }
}

/** Empty when the thread has ended meanwhile. */
function statusOf(folder: string, id: string): string {
  try {
    return readFileSync(`${folder}/task/${id}/status`, 'utf8');
  } catch (error) {
    return unlessGone(error, '');
  }
}

/** @throws the error again, unless it says that what was asked for is gone. */
export function unlessGone<T>(error: unknown, instead: T): T {
  const { code } = error as NodeJS.ErrnoException;
  // Through Wine a read that finds nobody any more fails with EIO.
  if (code === 'ENOENT' || code === 'ESRCH' || code === 'EIO') return instead;
  throw error;
}
