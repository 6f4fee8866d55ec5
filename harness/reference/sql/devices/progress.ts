import { serverMessage } from '../engine/server-messages.js';
import type { DeviceRequest } from '../engine/instance.js';
import type { Options } from '../language/statements.js';

/** STATS without a number. */
const USUAL_STEP = 10;

/** Tells how far a statement is: message 3211 at every step that STATS asks for, and sys.dm_exec_requests. */
export class Progress {
  #moved = 0;
  #told = 0;
  readonly #step: number | null;

  constructor(
    private readonly total: number,
    options: Options,
    private readonly request: DeviceRequest,
  ) {
    const stats = options.get('STATS');
    this.#step = stats === undefined ? null : typeof stats === 'number' && stats > 0 ? stats : USUAL_STEP;
  }

  moved(bytes: number): void {
    this.#moved += bytes;
    const percent = Math.min(100, Math.floor((this.#moved / Math.max(this.total, 1)) * 100));
    this.request.progress(percent);
    if (this.#step === null) return;
    for (let next = this.#told + this.#step; next <= percent; next += this.#step) {
      this.request.answer.message(serverMessage(3211, [next], { line: this.request.line }));
      this.#told = next;
    }
  }
}
