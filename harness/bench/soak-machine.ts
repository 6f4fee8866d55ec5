import { readdirSync, readFileSync } from 'node:fs';

/** What the machine says of a soak: processes, descriptors, names. Linux. */

export function descriptorsOf(pid: number | 'self'): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Processes that run one of these programs. */
export function processesRunning(programs: readonly string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = read(`/proc/${pid}/cmdline`).split('\0');
      return programs.some((program) => words.includes(program));
    })
    .map(Number);
}

export function sharedMemoryFiles(): string[] {
  return readdirSync('/dev/shm');
}

/** Which of these names something on the machine bears: a file in /dev/shm, or a Unix socket. */
export function namesStillBorne(names: ReadonlySet<string>): string[] {
  const borne = `${sharedMemoryFiles().join('\n')}\n${read('/proc/net/unix')}`;
  return [...names].filter((name) => borne.includes(name));
}

/** Empty when it is gone meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
