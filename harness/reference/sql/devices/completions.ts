import type { Recorder } from '../../../vdi/recorder.js';

/** How a command came back. */
export interface Completion {
  /** A Win32 error code; 0: success. */
  readonly code: number;
  readonly bytes: number;
  /** Where the device says that it is. */
  readonly position: bigint;
}

/** So long it is waited at a time; then it is looked whether anybody still waits. */
const LOOK_MS = 1_000;

/**
 * Gives every command's completion to whoever sent it. The native recorder is the completion routine: a routine in
 * JavaScript would have to wait for the thread that may be inside the call.
 */
export class Completions {
  readonly #waiting = new Map<string, (completion: Completion) => void>();
  #listening = false;
  #seen = 0;

  constructor(
    private readonly recorder: Pick<Recorder, 'drain' | 'wait'>,
    /** The outPosition of the command at this address. */
    private readonly positionOf: (command: bigint) => bigint,
  ) {}

  /** The next completion of the command at this address. To be asked for before the command is sent. */
  next(command: bigint, text: string): Promise<Completion> {
    const completion = new Promise<Completion>((resolve) => {
      this.#waiting.set(text, ({ code, bytes }) => {
        // Still the sender's memory: it does not use it again before it knows.
        resolve({ code, bytes, position: this.positionOf(command) });
      });
    });
    void this.#listen();
    return completion;
  }

  /**
   * Nobody waits for this command any more: the sending of it was refused. The callback that a refusal makes came before
   * SendCommand returned. It is taken out now: later it would pass for that of the next sending.
   */
  forget(text: string): void {
    this.#drain();
    this.#waiting.delete(text);
  }

  async #listen(): Promise<void> {
    if (this.#listening) return;
    this.#listening = true;
    while (this.#waiting.size > 0) {
      this.#drain();
      if (this.#waiting.size > 0) await this.recorder.wait(this.#seen + 1, LOOK_MS);
    }
    this.#listening = false;
  }

  #drain(): void {
    for (const { what, command, completionCode, bytesTransferred } of this.recorder.drain()) {
      this.#seen += 1;
      if (what !== 'callback') continue;
      const tell = this.#waiting.get(command);
      this.#waiting.delete(command);
      tell?.({ code: completionCode, bytes: bytesTransferred, position: 0n });
    }
  }
}
