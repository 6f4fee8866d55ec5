import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** As much as tells why a program did not start, in characters: Node's message comes after its line of code. */
const EXCERPT = 2_000;
/** A character of UTF-8 has at most so many bytes. */
const MOST_BYTES = 4;

/**
 * What a process prints, in a file: Node for Windows takes nothing else under Wine. The file has no name from the beginning, so
 * that it goes with whoever has it open, however they end.
 */
export class Printed {
  /** An open file, until `close`. */
  readonly handle: number;

  constructor() {
    const file = path.join(tmpdir(), `vdi-sql-${randomUUID()}`);
    this.handle = openSync(file, 'wx+', 0o600);
    unlinkSync(file);
  }

  excerpt(): string {
    const buffer = Buffer.alloc(EXCERPT * MOST_BYTES);
    const length = readSync(this.handle, buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, length).trim().slice(0, EXCERPT);
  }

  /** Once the process has ended. */
  close(): void {
    closeSync(this.handle);
  }
}
