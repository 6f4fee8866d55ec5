import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** As much as tells why a program did not start, in characters: Node's message comes after its line of code. */
const EXCERPT = 2_000;

/** What a process prints, in a file: Node for Windows takes nothing else under Wine. */
export class Printed {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'vdi-sql-'));
  readonly #file = path.join(this.#folder, 'printed.log');
  /** An open file, until `started`. */
  readonly handle = openSync(this.#file, 'w');

  /** The process has a handle of its own now. */
  started(): void {
    closeSync(this.handle);
  }

  excerpt(): string {
    return readFileSync(this.#file, 'utf8').trim().slice(0, EXCERPT);
  }

  /** Once the process has ended. Windows may keep a file open for a moment longer. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
