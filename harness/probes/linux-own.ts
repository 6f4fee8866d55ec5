import { openSync, readSync } from 'node:fs';
import { lookAtRanges, mapsFile, parseMaps } from './linux-maps.js';
import type { OwnProbe } from './own.js';
import type { RangeLook, RangeToLookAt } from './probe.js';

/** The kernel gives at most a page of this file at a time. */
const CHUNK_BYTES = 65_536;

/** By /proc/self/maps, opened once: a library that uses up all descriptors cannot keep us from looking. */
export class LinuxOwnProbe implements OwnProbe {
  readonly #maps = openSync('/proc/self/maps', 'r');
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);

  ranges(ranges: readonly RangeToLookAt[]): RangeLook[] {
    return lookAtRanges(parseMaps(this.#read()), ranges);
  }

  isLoaded(file: string): boolean {
    return mapsFile(parseMaps(this.#read()), file);
  }

  #read(): string {
    let text = '';
    let at = 0;
    for (;;) {
      const got = readSync(this.#maps, this.#chunk, 0, CHUNK_BYTES, at);
      if (got === 0) return text;
      // Names of files may hold anything; a character that is cut in two is in a name that nobody asks for.
      text += this.#chunk.toString('utf8', 0, got);
      at += got;
    }
  }
}
