import type { TextStream } from './style.js';

const CLEAR_LINE = '\r\u001b[K';

/** One line at the bottom of a terminal that is replaced as the run goes on; nothing where there is none. */
export class StatusLine {
  readonly #stream: TextStream;
  #shown = false;

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  show(text: string): void {
    if (this.#stream.isTTY !== true || process.env['TERM'] === 'dumb') return;
    this.#stream.write(CLEAR_LINE + text);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#stream.write(CLEAR_LINE);
    this.#shown = false;
  }
}
