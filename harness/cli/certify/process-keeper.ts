import type { Reporter, Vitest } from 'vitest/node';

const EVENTS = ['SIGINT', 'SIGTERM', 'exit', 'unhandledRejection'] as const;

/**
 * Keeps the process ours. vitest, made to be the main program, would end it at a signal before the target is
 * stopped, and at an unhandled rejection with an exit code of its own: the listeners that it adds for that are
 * taken away again. To be made before vitest is started, and given to it as a reporter.
 */
export class ProcessKeeper implements Reporter {
  readonly #signal: AbortSignal | undefined;
  readonly #ours = new Map(EVENTS.map((event) => [event, process.listeners(event as 'exit')]));

  /** A signal may come before vitest is ready: what it adds until then is taken away as soon as it is there. */
  readonly #watch = (event: string | symbol): void => {
    if (EVENTS.some((each) => each === event)) queueMicrotask(() => this.#takeAway());
  };

  /** @param signal cancels the run when it is aborted. */
  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    process.on('newListener', this.#watch);
  }

  onInit(vitest: Vitest): void {
    process.off('newListener', this.#watch);
    this.#takeAway();
    const cancel = (): void => {
      void vitest.cancelCurrentRun('keyboard-input');
    };
    this.#signal?.addEventListener('abort', cancel, { once: true });
  }

  #takeAway(): void {
    for (const [event, ours] of this.#ours) {
      for (const listener of process.listeners(event as 'exit')) {
        if (!ours.includes(listener)) process.off(event, listener);
      }
    }
  }
}
