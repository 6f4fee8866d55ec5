import type { LoadedModule } from './probe.js';
import { windowsApi } from './windows-api.js';

const QUERY_INFORMATION = 0x40;
/** ThreadQuerySetWin32StartAddress. */
const START_ADDRESS = 9;

/**
 * Threads without those of Windows' thread pool: they begin in ntdll, come when something of the system needs them, and
 * stay for a while. A library's own begin in it, or in its C library.
 */
export function withoutThreadPool(threads: readonly number[], modules: readonly LoadedModule[]): number[] {
  const ntdll = modules.find(({ name }) => name.toLowerCase() === 'ntdll.dll');
  if (ntdll === undefined) return [...threads];
  const from = BigInt(ntdll.from);
  const to = from + BigInt(ntdll.size);
  return threads.filter((thread) => {
    const start = startOf(thread);
    return start === null || start < from || start >= to;
  });
}

/** Where a thread began; null: Windows does not say, or it has ended. */
function startOf(thread: number): bigint | null {
  const api = windowsApi();
  const handle = BigInt(api.openThread(QUERY_INFORMATION, 0, thread));
  if (handle === 0n) return null;
  try {
    const start = Buffer.alloc(8);
    const status = Number(api.queryThread(handle, START_ADDRESS, start, start.length, null));
    return status === 0 ? start.readBigUInt64LE() : null;
  } finally {
    api.closeHandle(handle);
  }
}
