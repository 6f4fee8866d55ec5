/** The moment at which a directed set waits: ahead, reached, or past. It comes once. */
export class Stop {
  #state: 'ahead' | 'reached' | 'past' = 'ahead';
  /** Whether it was reached, at whatever time. */
  reached = false;
  /** Resolves when it was reached, or is known not to be reached any more. */
  readonly known: Promise<void>;
  /** Resolves when the set goes on; rejects with the reason when the set ends. */
  readonly left: Promise<void>;
  readonly #leaving = new AbortController();
  #know: () => void = () => undefined;
  #goOn: () => void = () => undefined;
  #end: (reason: unknown) => void = () => undefined;

  constructor() {
    this.known = new Promise((resolve) => {
      this.#know = resolve;
    });
    this.left = new Promise((resolve, reject) => {
      this.#goOn = resolve;
      this.#end = reject;
    });
    // It may be that nobody waits there.
    this.left.catch(() => undefined);
  }

  get state(): 'ahead' | 'reached' | 'past' {
    return this.#state;
  }

  /** Aborted as soon as the stop is past. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  reach(): void {
    if (this.#state !== 'ahead') return;
    this.#state = 'reached';
    this.reached = true;
    this.#know();
  }

  /** Nothing more can be done here; who waits goes on waiting. */
  pass(): void {
    this.#state = 'past';
    this.#leaving.abort();
    this.#know();
  }

  goOn(): void {
    this.pass();
    this.#goOn();
  }

  end(reason: unknown): void {
    this.pass();
    this.#end(reason);
  }
}
