import koffi from 'koffi';

/**
 * What a process can leave besides handles, for good: loaded only by the faults that leave it, in the endpoint's process. Neither
 * takes a handle or a descriptor with it.
 */

const BYTES = 65_536;
const LONGEST_SLEEP = 0xffff_ffff;
/** 64 bits, as koffi gives them. */
type Word = number | bigint;
const WINDOWS = process.platform === 'win32';

/** A thread that sleeps. @throws Error when the system refuses it. */
export function leaveThread(): void {
  if (WINDOWS) leaveThreadOfWindows();
  else leaveThreadOfLinux();
}

/** A mapping of shared memory. @throws Error when the system refuses it. */
export function leaveMapping(): void {
  if (WINDOWS) leaveViewOfWindows();
  else leaveMappingOfLinux();
}

function leaveThreadOfLinux(): void {
  const libc = koffi.load(null);
  const create = libc.func(
    'int pthread_create(void *thread, void *attributes, void *start, uint64 argument)',
  );
  const error = create(Buffer.alloc(8), null, libc.symbol('sleep'), LONGEST_SLEEP) as number;
  if (error !== 0) throw new Error(`pthread_create: error ${error}`);
}

function leaveMappingOfLinux(): void {
  const map = koffi
    .load(null)
    .func('int64 mmap(void *at, uint64 bytes, int access, int kind, int file, int64 from)');
  const [readAndWrite, sharedAndAnonymous, failed] = [3, 0x21, -1n];
  if (BigInt(map(null, BYTES, readAndWrite, sharedAndAnonymous, -1, 0) as Word) === failed)
    throw new Error('mmap failed');
}

function leaveThreadOfWindows(): void {
  const kernel = koffi.load('kernel32.dll');
  const create = kernel.func(
    'int64 CreateThread(void *security, uint64 stack, void *start, uint64 argument, uint32 flags, void *id)',
  );
  closeHandle(create(null, 0, kernel.symbol('Sleep'), LONGEST_SLEEP, 0, null) as Word);
}

function leaveViewOfWindows(): void {
  const kernel = koffi.load('kernel32.dll');
  const create = kernel.func(
    'int64 CreateFileMappingW(int64 file, void *security, uint32 access, uint32 high, uint32 low, void *name)',
  );
  const view = kernel.func(
    'int64 MapViewOfFile(int64 section, uint32 access, uint32 high, uint32 low, uint64 bytes)',
  );
  const [pageReadWrite, readAndWrite] = [4, 6];
  const section = create(-1, null, pageReadWrite, 0, BYTES, null) as Word;
  const mapped = BigInt(view(section, readAndWrite, 0, 0, 0) as Word);
  closeHandle(section);
  if (mapped === 0n) throw new Error('MapViewOfFile failed');
}

/** @throws Error when there is none. */
function closeHandle(handle: Word): void {
  if (BigInt(handle) === 0n) throw new Error('Windows gave no handle');
  koffi.load('kernel32.dll').func('int CloseHandle(int64 handle)')(handle);
}
