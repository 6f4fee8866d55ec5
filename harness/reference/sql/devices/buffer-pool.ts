import type { CommandSlot } from './command-slot.js';

/** The slots of one device: how many of its commands are outstanding at most. The first failure ends everything. */
export class BufferPool {
  readonly #free: CommandSlot[];
  readonly #outstanding = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #failure: { readonly error: unknown } | null = null;

  constructor(slots: readonly CommandSlot[]) {
    this.#free = [...slots];
  }

  /** A slot that is free, as soon as there is one. @throws the first failure of what was run. */
  async take(): Promise<CommandSlot> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.error;
      const slot = this.#free.pop();
      if (slot !== undefined) return slot;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Lets a command run, and takes its slot back when it is over. */
  run(slot: CommandSlot, command: Promise<unknown>): void {
    const over = command
      .then(
        () => undefined,
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .then(() => {
        this.#outstanding.delete(over);
        this.#free.push(slot);
        for (const wake of this.#waiting.splice(0)) wake();
      });
    this.#outstanding.add(over);
  }

  /** Resolves when nothing is outstanding. @throws the first failure of what was run. */
  async idle(): Promise<void> {
    while (this.#outstanding.size > 0) await Promise.all(this.#outstanding);
    if (this.#failure !== null) throw this.#failure.error;
  }
}
