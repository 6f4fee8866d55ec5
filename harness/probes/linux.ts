import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { lookAtRanges, parseMaps, sharedMappings } from './linux-maps.js';
import { allSleep, unlessGone } from './linux-threads.js';
import type { Descriptor, LeftProcess, Probe, RangeLook, RangeToLookAt, Resources } from './probe.js';

/** Between process ids beginning again. */
const PIDS = '/proc/sys/kernel/pid_max';

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

  resourcesOfOther(pid: number): Promise<Resources> {
    return this.resources(pid);
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

  async leftBy(pid: number, mark: string): Promise<LeftProcess[]> {
    // Read at once: /proc answers from memory, and a role ends many times in a run.
    const most = Number(readFileSync(PIDS, 'utf8'));
    return (
      readdirSync('/proc')
        .map(Number)
        // Process ids are given in order, and begin again at the end: what came after is the nearer half. On a
        // machine with many processes this spares most of the looking.
        .filter((each) => each > 0 && each !== pid && (each - pid + most) % most < most / 2)
        .map((each) => leftFrom(pid, mark, each))
        .filter((each) => each !== null)
    );
  }

  settled(pid: number, timeoutMs: number): Promise<boolean> {
    return allSleep(`/proc/${pid}`, timeoutMs);
  }
}

/** The process if it comes from the one that is asked about and runs; null: not so, or gone meanwhile. */
function leftFrom(pid: number, mark: string, each: number): LeftProcess | null {
  try {
    const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
    const [, name = '', state, , group, session] = /^\d+ \((.*)\) (\S) (\d+) (\d+) (\d+)/s.exec(stat) ?? [];
    if (state === 'Z' || state === 'X') return null;
    const related = Number(group) === pid || Number(session) === pid;
    if (!related && !readFileSync(`/proc/${each}/environ`, 'utf8').includes(mark)) return null;
    return { pid: each, name };
  } catch {
    // Ended meanwhile, or somebody else's.
    return null;
  }
}

async function descriptorsOf(pid: number): Promise<Descriptor[]> {
  const ids = (await readdir(`/proc/${pid}/fd`)).map(Number).sort((a, b) => a - b);
  const found = await Promise.all(
    ids.map((id) =>
      readlink(`/proc/${pid}/fd/${id}`).then(
        (target) => ({ id, target }),
        // Closed between listing and looking.
        (error: unknown) => unlessGone(error, null),
      ),
    ),
  );
  return found.filter((each) => each !== null);
}
