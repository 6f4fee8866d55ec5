import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** A folder of this process's: its name tells whose it is, so that a later run can remove it. */
export function ownFolder(parent: string, what: string): Promise<string> {
  return mkdtemp(path.join(parent, `${what}-${process.pid}-`));
}

/** Removes folders that `ownFolder` made for processes that were killed. What they had started has ended with them. */
export async function removeForgotten(parent: string, what: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${what}-`)) continue;
    const owner = Number(/^\d+(?=-)/.exec(name.slice(what.length + 1))?.[0]);
    if (Number.isNaN(owner) || lives(owner)) continue;
    await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether a process of this machine runs. */
export function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
