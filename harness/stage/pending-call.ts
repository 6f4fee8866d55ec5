import type { Answer, PendingCall } from './stage.js';

/**
 * A promise that knows whether somebody awaits it. A call that waits by design (GetCommand with a long
 * time-out, say) may rightly go on for as long as a scenario does other things: its limit counts from when
 * the scenario turns to it.
 */
export class AwaitedPromise<A extends Answer> extends Promise<A> implements PendingCall<A> {
  /** Derived promises (`then`) are plain ones. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  started: Promise<void> = Promise.resolve();
  onAwaited: () => void = () => undefined;

  // `await` goes through `then` because this is no plain Promise; catch() and finally() do by themselves.
  override then<T = A, E = never>(
    onFulfilled?: ((value: A) => T | PromiseLike<T>) | null,
    onRejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<T | E> {
    this.onAwaited();
    return super.then(onFulfilled, onRejected);
  }
}

/** Wraps the answer of a call: `started` is when it was issued, `onAwaited` runs when it is first awaited. */
export function pendingCall<A extends Answer>(
  answer: Promise<A>,
  started: Promise<void>,
  onAwaited: () => void,
): PendingCall<A> {
  let settle: [(value: A) => void, (reason: unknown) => void] | undefined;
  const pending = new AwaitedPromise<A>((resolve, reject) => {
    settle = [resolve, reject];
  });
  // What nobody awaits must not end the harness as an unhandled rejection; whoever awaits still gets it.
  void Promise.prototype.then.call(pending, undefined, () => undefined);
  void answer.then(settle?.[0], settle?.[1]);
  let awaited = false;
  pending.onAwaited = () => {
    if (!awaited) onAwaited();
    awaited = true;
  };
  pending.started = started;
  started.catch(() => undefined);
  return pending;
}
