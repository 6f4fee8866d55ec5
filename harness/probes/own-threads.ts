import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

const TASKS = '/proc/self/task';
const STATUS_BYTES = 4_096;

/**
 * Watches the threads of this process that were started after it was made: those on which calls of a library run,
 * and the library's own, if it is made before the library is loaded. Linux.
 */
export class OwnThreads {
  readonly #others = new Set(readdirSync(TASKS));
  /** The status file of each thread, kept open: opening costs four times what reading does. */
  readonly #files = new Map<string, number>();
  readonly #bytes = Buffer.alloc(STATUS_BYTES);

  /**
   * A fingerprint while every watched thread sleeps: each with the number of times that it was switched out. Two
   * equal ones mean that none ran in between. Null while some thread runs or is about to.
   */
  sleeping(): string | null {
    const ids = readdirSync(TASKS);
    this.#forgetAllBut(ids);
    let seen = '';
    for (const id of ids) {
      if (this.#others.has(id)) continue;
      const status = this.#status(id);
      if (status === null) continue;
      if (!status.includes('\nState:\tS')) return null;
      seen += `${id}:${status.slice(status.lastIndexOf('\nvoluntary_ctxt_switches:'))}`;
    }
    return seen;
  }

  #forgetAllBut(ids: readonly string[]): void {
    if (this.#files.size + this.#others.size <= ids.length) return;
    for (const [id, file] of this.#files) {
      if (ids.includes(id)) continue;
      closeSync(file);
      this.#files.delete(id);
    }
  }

  /** Null: the thread has ended since it was listed. */
  #status(id: string): string | null {
    try {
      let file = this.#files.get(id);
      if (file === undefined) this.#files.set(id, (file = openSync(`${TASKS}/${id}/status`, 'r')));
      const size = readSync(file, this.#bytes, 0, STATUS_BYTES, 0);
      return this.#bytes.toString('latin1', 0, size);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ESRCH') throw error;
      return null;
    }
  }
}
