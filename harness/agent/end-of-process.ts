import type { ChildProcess } from 'node:child_process';
import type { LeftProcess, Probe } from '../probes/probe.js';
import type { RoleEnd } from './protocol.js';

/**
 * After its exit a process's last words may still be on their way in its sockets and pipes. They arrive within
 * a turn or two, unless something that the process left running holds the other ends; then this ends the wait.
 */
const LAST_WORDS_MS = 250;

export type Exit = Pick<RoleEnd, 'atNs' | 'exitCode' | 'signal'>;

/** How a child's process ended; of one that could not be started neither is known. */
export function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    const end = (exitCode: number | null, signal: string | null): void => {
      resolve({ atNs: String(process.hrtime.bigint()), exitCode, signal });
    };
    child.once('exit', end);
    child.once('error', () => {
      end(null, null);
    });
  });
}

/** Kills what a process that has ended started and did not end: in its group, or gone from there. @param pid 0: there was none. */
export async function endLeft(probe: Probe, pid: number, mark: string): Promise<LeftProcess[]> {
  if (pid === 0) return [];
  // An agent that cannot look any more fails where that is seen.
  const left = await probe.leftBy(pid, mark).catch(() => []);
  for (const each of left) {
    try {
      process.kill(each.pid, 'SIGKILL');
    } catch {
      // Ended meanwhile.
    }
  }
  return left;
}

/** Resolves when these have come to their end, or will not. */
export async function lastWords(...ends: readonly Promise<void>[]): Promise<void> {
  let giveUp: NodeJS.Timeout | undefined;
  await Promise.race([
    Promise.all(ends),
    new Promise((resolve) => (giveUp = setTimeout(resolve, LAST_WORDS_MS))),
  ]);
  clearTimeout(giveUp);
}
