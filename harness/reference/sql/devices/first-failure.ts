import type { Direction } from '../direction/direction.js';
import type { VirtualDeviceSet } from './virtual-device-set.js';

/** What failed first is the reason; what then fails on other devices only follows from the abort. */
export class FirstFailure {
  failure: { readonly error: unknown } | null = null;
  aborted: Promise<void> = Promise.resolve();
  /** The set is left as it is, which only a fault does; then nobody waits for its devices either. */
  left = false;
  readonly leaves: Promise<void>;
  #leave: () => void = () => undefined;

  constructor(
    private readonly set: Pick<VirtualDeviceSet, 'abort'>,
    private readonly direction: Pick<Direction, 'fails'> | null,
    private readonly ends: (failure: { readonly error: unknown }) => boolean,
  ) {
    this.leaves = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  is(error: unknown): void {
    if (this.failure !== null) return;
    this.failure = { error };
    this.direction?.fails(error);
    this.left = !this.ends(this.failure);
    if (this.left) this.#leave();
    else this.aborted = this.set.abort();
  }
}
