import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** Somebody asked the kit to end before it was done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** As a shell reports it: 128 + the signal's number. */
  readonly exitCode: number;

  constructor(signal: Signal) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Aborts with an `Interrupted` at the first signal to the process, so that what was started is ended in order.
 * @param again is called at a second signal: somebody does not want to wait for that.
 */
export function abortOnSignals(controller: AbortController, again: (interrupted: Interrupted) => void): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const interrupted = new Interrupted(signal);
      if (controller.signal.aborted) again(interrupted);
      else controller.abort(interrupted);
    });
  }
}
