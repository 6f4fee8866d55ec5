import type { Socket } from 'node:net';

/**
 * Newline-delimited JSON over a socket. A frame is one JSON value in one line of UTF-8; JSON never contains a
 * raw newline, so nothing needs escaping. The length of a frame is bounded, whoever the peer is.
 */
export class Frames {
  /** Called with every frame; set before frames are expected. What it throws breaks the connection. */
  onFrame: (frame: unknown) => void = () => undefined;
  /** Called at most once, when the peer broke the protocol; the socket is then destroyed. */
  onBroken: (why: string, excerpt: string, bytes: number) => void = () => undefined;

  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #broken = false;

  constructor(
    readonly socket: Socket,
    /** Longest frame taken from the peer, in bytes. May be changed between frames. */
    public maxBytes: number,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    // What went wrong shows in 'close', which always follows.
    socket.on('error', () => undefined);
  }

  send(frame: unknown): void {
    if (this.socket.writable) this.socket.write(`${JSON.stringify(frame)}\n`);
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0 && !this.#broken; end = rest.indexOf(10)) {
      const line = this.#waitingBytes === 0 ? rest.subarray(0, end) : this.#joined(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      if (line.length > this.maxBytes) this.#break('a frame is too long', line);
      else this.#deliver(line);
    }
    if (this.#broken || rest.length === 0) return;
    this.#waiting.push(rest);
    this.#waitingBytes += rest.length;
    if (this.#waitingBytes > this.maxBytes) this.#break('a frame is too long', this.#joined(Buffer.alloc(0)));
  }

  #joined(last: Buffer): Buffer {
    const whole = Buffer.concat([...this.#waiting, last]);
    this.#waiting = [];
    this.#waitingBytes = 0;
    return whole;
  }

  #deliver(line: Buffer): void {
    let frame: unknown;
    try {
      frame = JSON.parse(line.toString('utf8'));
    } catch {
      this.#break('a frame is not JSON', line);
      return;
    }
    this.onFrame(frame);
  }

  /** The peer broke a protocol above this one. */
  breakOff(why: string, excerpt: string): void {
    if (!this.#broken) this.#break(why, Buffer.from(excerpt));
  }

  #break(why: string, bytes: Buffer): void {
    this.#broken = true;
    this.socket.destroy();
    this.onBroken(why, bytes.subarray(0, EXCERPT_BYTES).toString('utf8'), bytes.length);
  }
}

/** How much of unexpected bytes is kept as evidence. */
export const EXCERPT_BYTES = 2_048;
/** Before the secret was given, a peer is a stranger. */
export const STRANGER_FRAME_BYTES = 4_096;
/** The largest answers are batches of 10,000 commands, some 3 MB. */
export const FRAME_BYTES = 64 * 1_024 * 1_024;
