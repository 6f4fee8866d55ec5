import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lookAtRanges, parseMaps, sharedMappings } from './linux-maps.js';
import type { Descriptor, Probe, RangeLook, RangeToLookAt, Resources } from './probe.js';

/** Between two looks at threads: Linux has no event for "all threads sleep", so it is looked at again. */
const LOOK_AGAIN_MS = 2;

/** Probes by /proc. All reject when the process is gone. */
export class LinuxProbe implements Probe {
  async resources(pid: number): Promise<Resources> {
    const [maps, descriptors, threads] = await Promise.all([
      readFile(`/proc/${pid}/maps`, 'utf8'),
      descriptorsOf(pid),
      readdir(`/proc/${pid}/task`),
    ]);
    return {
      mappings: sharedMappings(parseMaps(maps)),
      descriptors,
      threads: threads.map(Number).sort((a, b) => a - b),
    };
  }

  async ranges(pid: number, ranges: readonly RangeToLookAt[]): Promise<RangeLook[]> {
    return lookAtRanges(parseMaps(await readFile(`/proc/${pid}/maps`, 'utf8')), ranges);
  }

  /** Files of /dev/shm (shared memory, named semaphores) and Unix sockets, abstract (`@…`) or of the file system. */
  async objects(set: string): Promise<string[]> {
    const [files, sockets] = await Promise.all([readdir('/dev/shm'), readFile('/proc/net/unix', 'utf8')]);
    const named = sockets.split('\n').flatMap((line) => {
      // Num RefCount Protocol Flags Type St Inode Path
      const name = line.trim().split(/\s+/).slice(7).join(' ');
      return name === '' ? [] : [`unix:${name}`];
    });
    const all = [...files.map((file) => `/dev/shm/${file}`), ...named];
    return [...new Set(all.filter((name) => name.includes(set)))].sort();
  }

  async settled(pid: number, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    let before = await sleepingThreads(pid);
    while (performance.now() < until) {
      await delay(LOOK_AGAIN_MS);
      const now = await sleepingThreads(pid);
      if (now !== null && now === before) return true;
      before = now;
    }
    return false;
  }
}

async function descriptorsOf(pid: number): Promise<Descriptor[]> {
  const ids = (await readdir(`/proc/${pid}/fd`)).map(Number).sort((a, b) => a - b);
  const found = await Promise.all(
    ids.map((id) =>
      readlink(`/proc/${pid}/fd/${id}`).then(
        (target) => ({ id, target }),
        // Closed between listing and looking.
        (error: unknown) => gone(error, null),
      ),
    ),
  );
  return found.filter((each) => each !== null);
}

/**
 * A fingerprint of a process all of whose threads sleep: each thread with the number of times that it was
 * switched out. Two equal ones mean that no thread ran in between. Null while some thread runs or is about to.
 */
async function sleepingThreads(pid: number): Promise<string | null> {
  const ids = await readdir(`/proc/${pid}/task`);
  const threads = await Promise.all(
    ids.map(async (id) => {
      const status = await readFile(`/proc/${pid}/task/${id}/status`, 'utf8').catch((error: unknown) =>
        gone(error, ''),
      );
      if (!/^State:\s+S/m.test(status)) return null;
      const switches = [...status.matchAll(/^(?:non)?voluntary_ctxt_switches:\s+(\d+)/gm)];
      return `${id}:${switches.map(([, count]) => count).join()}`;
    }),
  );
  return threads.includes(null) ? null : threads.join(' ');
}

function gone<T>(error: unknown, instead: T): T {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ESRCH') return instead;
  throw error;
}
