import { sqlError } from '../engine/server-messages.js';
import { Direction } from './direction.js';
import type { SetPlan } from './plan.js';

/** Plans that are kept at once: those that are over can still be asked about, until their place is needed. */
const MOST_PLANS = 256;

/** The sets of this server that are directed, or will be. Null for a name is the next set that is opened, whatever its name. */
export class Directions {
  readonly #byName = new Map<string | null, Direction>();

  /** @throws SqlError 50000: the set of that name is open, or there are too many plans. */
  plan(set: string | null, plan: SetPlan): void {
    const before = this.#byName.get(set);
    // One that was for the next set has a name by now.
    if (set !== null && before?.phase === 'running')
      throw sqlError(50_000, [`The set ${named(set)} is directed already.`]);
    if (before?.phase === 'planned') before.isOver();
    this.#byName.delete(set);
    this.#makeRoom();
    this.#byName.set(set, new Direction(plan));
  }

  /** @throws SqlError 50000: there is none. */
  find(set: string | null): Direction {
    const direction = this.#byName.get(set);
    if (direction === undefined) throw sqlError(50_000, [`There is no plan for the set ${named(set)}.`]);
    return direction;
  }

  /** A set was opened: its direction, unless it has none. */
  opened(set: string): Direction | null {
    for (const key of [set, null]) {
      const direction = this.#byName.get(key);
      if (direction?.phase !== 'planned') continue;
      // From now on it can be asked about by its name as well.
      this.#byName.set(set, direction);
      return direction;
    }
    return null;
  }

  /** A statement about this set is over: a plan for it that waited for its opening has missed it. */
  missed(set: string): void {
    const direction = this.#byName.get(set);
    if (direction?.phase === 'planned') direction.isOver();
  }

  #makeRoom(): void {
    if (this.#byName.size < MOST_PLANS) return;
    const over = [...this.#byName].find(([, { phase }]) => phase === 'over');
    if (over === undefined)
      throw sqlError(50_000, [`There are ${MOST_PLANS} plans already, and none of them is over.`]);
    this.#byName.delete(over[0]);
  }
}

function named(set: string | null): string {
  return set === null ? 'that is opened next' : `'${set}'`;
}
