import { setTimeout as delay } from 'node:timers/promises';
import type { LeftProcess, Probe, RangeLook, RangeToLookAt, Resources } from './probe.js';
import { withProcess } from './windows-api.js';
import { handlesOf } from './windows-handles.js';
import { lookAtRanges, mappedAndLoaded, regions, type Region } from './windows-memory.js';
import { namedObjects } from './windows-objects.js';
import { startedBy, threadsOf } from './windows-processes.js';
import { withoutThreadPool } from './windows-threads.js';

/** Between two looks at threads: Windows has no event for "all threads wait", so it is looked at again. */
const LOOK_AGAIN_MS = 2;

/** Probes by kernel32 and ntdll. All reject with ESRCH when the process is gone. */
export class WindowsProbe implements Probe {
  resources(pid: number): Promise<Resources> {
    return this.resourcesAmong(pid, regions);
  }

  resourcesOfOther(pid: number): Promise<Resources> {
    return this.resources(pid);
  }

  /** @param regionsOf those in which there can be views of sections. */
  resourcesAmong(pid: number, regionsOf: (process: bigint) => Iterable<Region>): Promise<Resources> {
    return now(() =>
      withProcess(pid, (process) => {
        const { mappings, modules } = mappedAndLoaded(process, regionsOf(process));
        const descriptors = handlesOf(pid, process);
        const threads = threadsOf(pid)
          .map(({ id }) => id)
          .sort((a, b) => a - b);
        return { mappings, descriptors, threads: withoutThreadPool(threads, modules), modules };
      }),
    );
  }

  ranges(pid: number, ranges: readonly RangeToLookAt[]): Promise<RangeLook[]> {
    return now(() => withProcess(pid, (process) => lookAtRanges(process, ranges)));
  }

  objects(set: string): Promise<string[]> {
    return namedObjects(set);
  }

  leftBy(pid: number): Promise<LeftProcess[]> {
    return now(() => startedBy(pid));
  }

  async settled(pid: number, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    let before = waitingThreads(pid);
    while (performance.now() < until) {
      await delay(LOOK_AGAIN_MS);
      const seen = waitingThreads(pid);
      if (seen !== null && seen === before) return true;
      before = seen;
    }
    return false;
  }
}

/** What a synchronous look answers or throws, as a promise. */
function now<T>(look: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(look());
  });
}

/** As on Linux: two equal ones mean that all threads wait and none ran in between. Null while some thread runs. */
function waitingThreads(pid: number): string | null {
  const threads = threadsOf(pid);
  if (!threads.every(({ waits }) => waits)) return null;
  return threads.map(({ id, switches }) => `${id}:${switches}`).join(' ');
}
