import koffi, { type LibraryHandle } from 'koffi';

/**
 * The few functions of Windows that look at a process, as koffi calls them. Handles and addresses are 64-bit
 * numbers; structures are bytes, read by offset (x64). Loaded when first used: nothing here exists on Linux.
 */
export type Native = (...args: unknown[]) => number | bigint;

let loaded: ReturnType<typeof load> | undefined;

export function windowsApi(): ReturnType<typeof load> {
  loaded ??= load();
  return loaded;
}

function load() {
  const kernel32 = koffi.load('kernel32.dll');
  const ntdll = koffi.load('ntdll.dll');
  const of = (library: LibraryHandle, prototype: string): Native => library.func(prototype) as Native;
  return {
    openProcess: of(kernel32, 'uint64 OpenProcess(uint32 access, int inherit, uint32 pid)'),
    openThread: of(kernel32, 'uint64 OpenThread(uint32 access, int inherit, uint32 thread)'),
    currentProcess: of(kernel32, 'uint64 GetCurrentProcess()'),
    exitCodeOf: of(kernel32, 'int GetExitCodeProcess(uint64 process, void *code)'),
    closeHandle: of(kernel32, 'int CloseHandle(uint64 handle)'),
    duplicateHandle: of(
      kernel32,
      'int DuplicateHandle(uint64 from, uint64 handle, uint64 to, void *copy, uint32 access, int inherit, uint32 options)',
    ),
    virtualQuery: of(
      kernel32,
      'uint64 VirtualQueryEx(uint64 process, uint64 address, void *information, uint64 bytes)',
    ),
    mappedFileName: of(
      kernel32,
      'uint32 K32GetMappedFileNameW(uint64 process, uint64 address, void *name, uint32 units)',
    ),
    moduleHandle: of(kernel32, 'uint64 GetModuleHandleW(str16 name)'),
    sessionOf: of(kernel32, 'int ProcessIdToSessionId(uint32 pid, void *session)'),
    querySystem: of(
      ntdll,
      'int32 NtQuerySystemInformation(uint32 what, void *information, uint32 bytes, void *needed)',
    ),
    queryThread: of(
      ntdll,
      'int32 NtQueryInformationThread(uint64 thread, uint32 what, void *information, uint32 bytes, void *needed)',
    ),
    queryObject: of(
      ntdll,
      'int32 NtQueryObject(uint64 handle, uint32 what, void *information, uint32 bytes, void *needed)',
    ),
    openDirectory: of(ntdll, 'int32 NtOpenDirectoryObject(void *directory, uint32 access, void *attributes)'),
    queryDirectory: of(
      ntdll,
      'int32 NtQueryDirectoryObject(uint64 directory, void *entry, uint32 bytes, uint8 single, uint8 restart, void *context, void *needed)',
    ),
  };
}

/** The version of the Wine that stands for Windows here, which the one call that only Wine has tells; null: it is Windows. */
export function wineVersion(): string | null {
  try {
    return (koffi.load('ntdll.dll').func('wine_get_version', 'str', []) as () => string)();
  } catch {
    return null;
  }
}

/** Process rights: to ask, to read memory, to duplicate handles. */
const QUERY_READ_DUPLICATE = 0x0400 | 0x0010 | 0x0040;
const STILL_ACTIVE = 259;

/**
 * Runs `look` with a handle to a process.
 * @throws an error with the code ESRCH when there is no such process, or it has ended.
 */
export function withProcess<T>(pid: number, look: (process: bigint) => T): T {
  const api = windowsApi();
  const handle = BigInt(api.openProcess(QUERY_READ_DUPLICATE, 0, pid));
  if (handle === 0n) throw gone(pid);
  try {
    // Somebody's handle may keep what is left of a process that has ended.
    const code = Buffer.alloc(4);
    if (api.exitCodeOf(handle, code) === 0 || code.readUInt32LE() !== STILL_ACTIVE) throw gone(pid);
    return look(handle);
  } finally {
    api.closeHandle(handle);
  }
}

function gone(pid: number): Error {
  return Object.assign(new Error(`there is no process ${pid}`), { code: 'ESRCH' });
}

const STATUS_INFO_LENGTH_MISMATCH = 0xc0000004;

/** Everything that NtQuerySystemInformation has to say of a class. @throws Error with the status. */
export function systemInformation(what: number): Buffer {
  const api = windowsApi();
  for (let bytes = 1 << 18; ; bytes *= 2) {
    const buffer = Buffer.alloc(bytes);
    const needed = Buffer.alloc(4);
    const status = Number(api.querySystem(what, buffer, bytes, needed)) >>> 0;
    if (status === 0) return buffer;
    if (status !== STATUS_INFO_LENGTH_MISMATCH || bytes >= 1 << 28)
      throw failed('NtQuerySystemInformation', status);
  }
}

export function failed(what: string, status: number): Error {
  return new Error(`${what} answered 0x${(status >>> 0).toString(16)}`);
}
