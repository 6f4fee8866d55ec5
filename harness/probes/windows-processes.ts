import { systemInformation } from './windows-api.js';
import { unicodeString } from './windows-handles.js';

/** SystemProcessInformation, and its parts on x64: an entry for each process, followed by its threads. */
const PROCESSES = 5;
const PROCESS_BYTES = 0x100;
const THREAD_BYTES = 0x50;
const WAITING = 5;

export interface ThreadState {
  readonly id: number;
  readonly waits: boolean;
  /** How often it was given to a processor, or taken from one. */
  readonly switches: number;
}

/** The threads of a process. @throws an error with the code ESRCH when there is no such process. */
export function threadsOf(pid: number): ThreadState[] {
  const all = systemInformation(PROCESSES);
  const at = [...entries(all)].find((entry) => idOf(all, entry) === pid);
  if (at === undefined) throw Object.assign(new Error(`there is no process ${pid}`), { code: 'ESRCH' });
  return Array.from({ length: all.readUInt32LE(at + 4) }, (_, i) => {
    const thread = at + PROCESS_BYTES + i * THREAD_BYTES;
    return {
      id: Number(all.readBigUInt64LE(thread + 0x30)),
      switches: all.readUInt32LE(thread + 0x40),
      waits: all.readUInt32LE(thread + 0x44) === WAITING,
    };
  });
}

/** Processes that belong to the system's way of running others, not to who happened to be there when they came. */
const OF_THE_SYSTEM = new Set(
  'conhost explorer services winedevice plugplay svchost rpcss wineboot start'
    .split(' ')
    .map((name) => `${name}.exe`),
);

/** Processes that a process started, or one of those: Windows keeps the number of the parent, whether it lives or not. */
export function startedBy(pid: number): { pid: number; name: string }[] {
  const all = systemInformation(PROCESSES);
  const found = [...entries(all)].map((at) => ({
    pid: idOf(all, at),
    parent: Number(all.readBigUInt64LE(at + 0x58)),
    name: unicodeString(all, at + 0x38),
  }));
  const family = new Set([pid]);
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const each of found) if (family.has(each.parent) && each.pid !== 0) family.add(each.pid);
  }
  return found
    .filter((each) => each.pid !== pid && family.has(each.pid) && !OF_THE_SYSTEM.has(each.name.toLowerCase()))
    .map((each) => ({ pid: each.pid, name: each.name }));
}

function idOf(all: Buffer, at: number): number {
  return Number(all.readBigUInt64LE(at + 0x50));
}

/** Where the entries begin. */
function* entries(all: Buffer): Generator<number> {
  for (let at = 0; ;) {
    yield at;
    const next = all.readUInt32LE(at);
    if (next === 0) return;
    at += next;
  }
}
