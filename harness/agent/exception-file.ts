import { readFileSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { EventOf } from '../history/history.js';

export type Exception = NonNullable<EventOf<'process-end'>['exception']>;

/** VdiException of the recorder (recorder/exceptions_windows.h): the file is a ring of these. */
const BYTES = 248;
const NAME_AT = 56;
const ACCESS: readonly NonNullable<Exception['access']>['how'][] = ['read', 'write', 'execute'];
const UNLOADED = 2;

interface Noted {
  readonly order: bigint;
  /** Windows found nobody who handled it. */
  readonly unhandled: boolean;
  readonly exception: Exception;
}

/** The file in the run folder into which a role's process on Windows writes its exceptions, for when it has ended. */
export class ExceptionFile {
  readonly path: string;

  /** @param name unique among the files of the run folder. */
  constructor(run: string, name: string) {
    this.path = path.join(run, `${name}.exceptions`);
  }

  /** The exception that ended the process, if one did; removes the file. A role that loaded no library has none. */
  take(exitCode: number | null): Exception | null {
    let ring: Buffer;
    try {
      ring = readFileSync(this.path);
    } catch {
      return null;
    }
    try {
      unlinkSync(this.path);
    } catch {
      // Somebody looks at it: it goes with the run folder.
    }
    return endingException(ring, exitCode);
  }
}

/**
 * The exception that a process ended by: one that ends a process gives it its code. What a process had handled stands
 * there too, but not as unhandled, nor last.
 */
export function endingException(ring: Buffer, exitCode: number | null): Exception | null {
  const fitting = [...notedIn(ring)]
    .filter(({ exception }) => exception.code === exitCode)
    .sort((a, b) => Number(a.order - b.order));
  const ending = fitting.findLast(({ unhandled }) => unhandled) ?? fitting.at(-1);
  return ending?.exception ?? null;
}

function* notedIn(ring: Buffer): Generator<Noted> {
  for (let at = 0; at + BYTES <= ring.length; at += BYTES) {
    const record = ring.subarray(at, at + BYTES);
    const order = record.readBigUInt64LE(0);
    if (order === 0n) continue;
    const how = ACCESS[record.readUInt32LE(44) - 1];
    const module = record.readUInt32LE(48);
    const offset = Number(record.readBigUInt64LE(32));
    yield {
      order,
      unhandled: record.readUInt32LE(52) !== 0,
      exception: {
        code: record.readUInt32LE(40),
        address: hex(record.readBigUInt64LE(16)),
        module: module === 0 ? null : { name: nameIn(record), offset, unloaded: module === UNLOADED },
        access: how === undefined ? null : { how, address: hex(record.readBigUInt64LE(24)) },
      },
    };
  }
}

function nameIn(record: Buffer): string {
  const text = record.toString('utf16le', NAME_AT);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
