import type { TargetConnection } from '../../targets/target.js';
import { drawChunk, playChunk, type Chunk, type FoundAt } from './chunk.js';
import { Pair } from './pair.js';
import type { Plan, Sequence } from './plan.js';

export interface Wanted {
  readonly runs: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Exploration {
  /** Sequences that were played; fewer than asked for when there was a difference. */
  readonly played: number;
  readonly steps: number;
  /** How often each transition of the tables was taken, by its id. */
  readonly taken: ReadonlyMap<string, number>;
  readonly found: FoundAt | null;
}

/** So many sequences have a seed of their own: lanes take them in turn, and the sequences stay the same. */
const CHUNK = 50;
/** Pairs of processes that play side by side; as many keep two cores busy. */
const LANES = 2;

/**
 * Plays random sequences until one differs from the model. The same seed and number of runs make the same
 * sequences.
 * @throws KitError when the target's agent or the kit fails.
 */
export async function explore(to: TargetConnection, wanted: Wanted): Promise<Exploration> {
  const { signal } = wanted;
  const taken = new Map<string, number>();
  const chunks = chunksOf(wanted);
  let played = 0;
  let steps = 0;
  let found: FoundAt | null = null;
  const note = (plan: Plan): void => {
    played += 1;
    steps += plan.steps.length;
    for (const id of plan.transitions) taken.set(id, (taken.get(id) ?? 0) + 1);
  };
  /** A difference among earlier sequences outranks what these might show. */
  const isOver = ({ first }: Chunk): boolean => signal?.aborted === true || (found?.run ?? Infinity) < first;

  const lane = async (): Promise<void> => {
    const pair = await Pair.on(to);
    const hangUp = (): void => void pair.close();
    signal?.addEventListener('abort', hangUp);
    try {
      for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
        const its = chunk;
        if (isOver(its)) continue;
        const one = await playChunk(pair, its, () => isOver(its), note);
        if (one !== null && one.run < (found?.run ?? Infinity)) found = one;
      }
    } finally {
      signal?.removeEventListener('abort', hangUp);
      await pair.close();
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
  signal?.throwIfAborted();
  for (const each of lanes) if (each.status === 'rejected') throw each.reason as Error;
  return { played, steps, taken, found };
}

/** The sequences of a run, without playing them. */
export async function* draw(runs: number, seed: number): AsyncGenerator<Sequence> {
  for (const chunk of chunksOf({ runs, seed })) yield* await drawChunk(chunk);
}

function chunksOf({ runs, seed }: Pick<Wanted, 'runs' | 'seed'>): Chunk[] {
  return Array.from({ length: Math.ceil(runs / CHUNK) }, (_, index) => ({
    // 32 bits that differ for neighbouring numbers.
    seed: (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) | 0,
    first: index * CHUNK,
    runs: Math.min(CHUNK, runs - index * CHUNK),
  }));
}
