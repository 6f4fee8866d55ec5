import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { EXCERPT_BYTES } from './frames.js';

export type StreamName = 'stdout' | 'stderr';
/** Told of what a process printed: text (not all of it, if it is long), and how many bytes it was. */
export type Printed = (stream: StreamName, text: string, bytes: number) => void;

/** What a role's process prints: where it goes, and how it comes to the agent. */
export interface StandardStreams {
  /** For spawn(): standard output and error. */
  readonly stdio: readonly ['pipe' | number, 'pipe' | number];
  /** Once the process was started, or was not. */
  listen(child: ChildProcess, printed: Printed): void;
  /** After the process ended: resolves when everything was told. Something that it forked may print on for ever. */
  finish(): Promise<void>;
}

/** Pipes, which tell of everything when it is printed. */
export class PipedStreams implements StandardStreams {
  readonly stdio = ['pipe', 'pipe'] as const;
  #closed: Promise<void> = Promise.resolve();

  listen(child: ChildProcess, printed: Printed): void {
    const listenTo = (stream: StreamName): void => {
      child[stream]?.on('data', (chunk: Buffer) => {
        printed(stream, chunk.toString('utf8'), chunk.length);
      });
    };
    listenTo('stdout');
    listenTo('stderr');
    // Listened for from the start: 'close' may follow 'exit' at once. Without a process there is none.
    if (child.pid !== undefined) {
      this.#closed = new Promise((resolve) =>
        child.once('close', () => {
          resolve();
        }),
      );
    }
  }

  finish(): Promise<void> {
    return this.#closed;
  }
}

/** Nothing tells that a file grows: it is looked at after this, in milliseconds, for a process that babbles. */
const LOOK_AGAIN_MS = 500;

/** Files in the run folder, read when the process has ended, and removed. */
export class FiledStreams implements StandardStreams {
  readonly stdio: readonly [number, number];
  readonly #files: readonly FiledStream[];
  #looking: NodeJS.Timeout | undefined;

  /**
   * @param name unique among the files of the run folder.
   * @param mostAtOnce how much text is told at once, in bytes.
   */
  constructor(run: string, name: string, mostAtOnce = EXCERPT_BYTES) {
    const out = new FiledStream('stdout', path.join(run, `${name}.stdout`), mostAtOnce);
    const error = new FiledStream('stderr', path.join(run, `${name}.stderr`), mostAtOnce);
    this.#files = [out, error];
    this.stdio = [out.written, error.written];
  }

  listen(_child: ChildProcess, printed: Printed): void {
    for (const each of this.#files) each.listen(printed);
    this.#looking = setInterval(() => {
      for (const each of this.#files) each.look();
    }, LOOK_AGAIN_MS);
    this.#looking.unref();
  }

  finish(): Promise<void> {
    clearInterval(this.#looking);
    for (const each of this.#files) each.finish();
    return Promise.resolve();
  }
}

class FiledStream {
  /** For the process; the place in the file goes with it, so reading needs a descriptor of its own. */
  readonly written: number;
  readonly #read: number;
  #told = 0;
  #printed: Printed = () => undefined;

  constructor(
    private readonly stream: StreamName,
    private readonly file: string,
    private readonly mostAtOnce: number,
  ) {
    this.written = openSync(file, 'a');
    this.#read = openSync(file, 'r');
  }

  listen(printed: Printed): void {
    this.#printed = printed;
    closeSync(this.written);
  }

  look(): void {
    const { size } = fstatSync(this.#read);
    if (size <= this.#told) return;
    const text = Buffer.alloc(Math.min(this.mostAtOnce, size - this.#told));
    readSync(this.#read, text, 0, text.length, this.#told);
    this.#printed(this.stream, text.toString('utf8'), size - this.#told);
    this.#told = size;
  }

  finish(): void {
    this.look();
    closeSync(this.#read);
    try {
      unlinkSync(this.file);
    } catch {
      // Something that the process started has it open: it goes with the run folder.
    }
  }
}
