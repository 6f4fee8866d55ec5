import koffi, { type LibraryHandle } from 'koffi';
import { KitError } from '../errors/kit-error.js';
import { allocate, free, readStruct, addressText } from './memory.js';
import type { KoffiFunction } from './native-call.js';
import { layoutOf, RECORD_KIND, VdiRecord } from './structs.js';

/** A record as the native recorder wrote it, on the thread that it tells of. */
export interface NativeRecord {
  readonly what: keyof typeof RECORD_KIND;
  /** Place in the total order of this process's records. */
  readonly order: number;
  readonly timeNs: bigint;
  readonly thread: number;
  /** Address of the VDS_Command that came back. */
  readonly command: string;
  readonly context: number;
  readonly completionCode: number;
  readonly bytesTransferred: number;
  /** HRESULT of ExecuteCompletionAgent, unsigned. */
  readonly result: number;
}

const WHAT = new Map<number, keyof typeof RECORD_KIND>(
  Object.entries(RECORD_KIND).map(([what, kind]) => [kind, what as keyof typeof RECORD_KIND]),
);
const RECORDS_AT_ONCE = 512;

/**
 * The few native lines that are the completion routine and lend the agent its thread: JavaScript cannot
 * know on which thread a callback came, nor what came before what. Role processes only.
 */
export class Recorder {
  /** Address of the completion routine. */
  readonly routine: bigint;
  readonly #count: () => number | bigint;
  readonly #read: (from: bigint, out: bigint, max: number) => number;
  readonly #wait: KoffiFunction;
  readonly #lend: KoffiFunction;
  #next = 0;

  readonly #library: LibraryHandle;

  constructor(file: string) {
    const library = koffi.load(file);
    this.#library = library;
    this.routine = library.symbol('vdi_recorder_callback') as bigint;
    this.#count = library.func('uint64 vdi_recorder_count()');
    this.#read = library.func('uint32 vdi_recorder_read(uint64 from, void *out, uint32 max)');
    this.#wait = library.func('uint64 vdi_recorder_wait(uint64 count, uint32 timeoutMs)');
    this.#lend = library.func('int32 vdi_recorder_lend_thread(void *set)');
  }

  /**
   * Windows: from now on the exceptions of this process are written into a file, for when it has ended.
   * @throws KitError EXCEPTIONS_NOT_NOTED with Windows' error when the file cannot be made.
   */
  noteExceptions(file: string): void {
    const error = this.#library.func('uint32 vdi_recorder_note_exceptions(str16 file)')(file) as number;
    if (error === 0) return;
    const why = `a role cannot write down its exceptions (error ${error} of Windows)`;
    throw new KitError('EXCEPTIONS_NOT_NOTED', why);
  }

  /** How many records were written so far. */
  get count(): number {
    return Number(this.#count());
  }

  /** The records since the last reading, in order. */
  drain(): NativeRecord[] {
    const { size } = layoutOf(VdiRecord);
    const out = allocate(size * RECORDS_AT_ONCE);
    const records: NativeRecord[] = [];
    for (;;) {
      const got = this.#read(BigInt(this.#next), out, RECORDS_AT_ONCE);
      for (let i = 0; i < got; i++) records.push(recordAt(out + BigInt(i * size)));
      this.#next += got;
      if (got < RECORDS_AT_ONCE) break;
    }
    free(out);
    return records;
  }

  /** Resolves when at least `count` records have been written, or the time is over; answers how many. */
  wait(count: number, timeoutMs: number): Promise<number> {
    return away<number | bigint>(this.#wait, BigInt(count), timeoutMs).then(Number);
  }

  /** Lends a thread of libuv's pool to ExecuteCompletionAgent; resolves with its HRESULT, unsigned. */
  lendThread(set: bigint): Promise<number> {
    return away<number>(this.#lend, set).then((hresult) => hresult >>> 0);
  }
}

function away<T>(native: KoffiFunction, ...args: unknown[]): Promise<T> {
  return new Promise((resolve, reject) => {
    native.async(...args, (error: Error | null, value: T) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

function recordAt(address: bigint): NativeRecord {
  const record = readStruct(address, VdiRecord);
  const what = WHAT.get(record.kind);
  if (what === undefined) throw new TypeError(`the recorder wrote a record of unknown kind ${record.kind}`);
  return {
    what,
    order: Number(record.order),
    timeNs: record.timeNs,
    thread: Number(record.thread),
    command: addressText(record.command),
    context: Number(record.context),
    completionCode: record.completionCode,
    bytesTransferred: record.bytesTransferred,
    result: record.result,
  };
}
