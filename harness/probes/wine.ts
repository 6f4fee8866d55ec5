import { readFile } from 'node:fs/promises';
import { CommandLines } from './command-lines.js';
import type { LeftProcess, Probe, RangeLook, RangeToLookAt, Resources } from './probe.js';
import { allSleep, unlessGone } from './linux-threads.js';
import { fileSpans, regionsOfFiles } from './wine-memory.js';
import type { WindowsProbe } from './windows.js';

/** Wine shows the file system of Linux under this letter. */
const PROC = 'Z:/proc';

/**
 * Windows' probes, which Wine answers. It does not say which threads wait: the Linux beneath does, where a role is found by
 * the mark on its command line. Linux also says where a look at memory is worth its while.
 */
export class WineProbe implements Probe {
  readonly #lines = new CommandLines(PROC);

  constructor(private readonly windows: WindowsProbe) {}

  async resources(pid: number, mark: string): Promise<Resources> {
    const maps = await mapsOf(await this.#lines.idOf(mark));
    return this.windows.resourcesAmong(pid, (process) => regionsOfFiles(process, fileSpans(maps)));
  }

  resourcesOfOther(pid: number): Promise<Resources> {
    return this.windows.resources(pid);
  }

  ranges(pid: number, ranges: readonly RangeToLookAt[]): Promise<RangeLook[]> {
    return this.windows.ranges(pid, ranges);
  }

  objects(set: string): Promise<string[]> {
    return this.windows.objects(set);
  }

  leftBy(pid: number): Promise<LeftProcess[]> {
    return this.windows.leftBy(pid);
  }

  async settled(_pid: number, timeoutMs: number, mark: string): Promise<boolean> {
    return allSleep(`${PROC}/${await this.#lines.idOf(mark)}`, timeoutMs);
  }
}

/** @throws an error with the code ESRCH when there is no such process any more. */
async function mapsOf(process: number): Promise<string> {
  const gone = (cause?: unknown): Error =>
    Object.assign(new Error(`no process ${process}`, { cause }), { code: 'ESRCH' });
  const maps = await readFile(`${PROC}/${process}/maps`, 'utf8').catch((error: unknown) => {
    unlessGone(error, null);
    throw gone(error);
  });
  // Of one that has ended, and that its parent has not heard of.
  if (maps === '') throw gone();
  return maps;
}
