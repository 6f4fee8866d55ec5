import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sequences, stepsOf, type Drawn } from './commands.js';
import type { Pair } from './pair.js';
import type { Difference } from './comparison.js';
import { playPlan } from './play-plan.js';
import { planOf, type Plan, type Sequence } from './plan.js';
import { shortest, type Found } from './shrink.js';

/** A difference, and by which of the run's sequences it was found. */
export interface FoundAt extends Found {
  readonly run: number;
}

/** What may be spent on shortening a sequence; what is shortest by then is what is told. */
const SHRINKING = { attempts: 60, ms: 20_000 };

export interface Chunk {
  readonly seed: number;
  /** The number of its first sequence, and of its sequences. */
  readonly first: number;
  readonly runs: number;
}

/**
 * Plays the sequences of one seed, until one differs; that is then shortened: by fast-check, which knows how its
 * choices were made, and then step by step.
 * @param isOver what is left is not worth playing any more.
 */
export async function playChunk(
  pair: Pair,
  chunk: Chunk,
  isOver: () => boolean,
  onPlayed: (plan: Plan) => void,
): Promise<FoundAt | null> {
  let run = chunk.first;
  let best: FoundAt | null = null;
  let attempts = 0;
  let until = Infinity;
  let failure: { readonly error: unknown } | null = null;

  const holds = async (drawn: Drawn): Promise<boolean> => {
    const sequence = await sequenceOf(drawn);
    const plan = planOf(sequence, newName());
    const difference = await playPlan(pair, plan);
    if (best === null) onPlayed(plan);
    if (difference === null) run += best === null ? 1 : 0;
    else best = { sequence, difference, run };
    return difference === null;
  };
  const property = fc.asyncProperty(sequences(), async (drawn) => {
    if (failure !== null || (best === null && isOver())) return true;
    if (best !== null) {
      if (attempts === 0) until = performance.now() + SHRINKING.ms;
      if (++attempts > SHRINKING.attempts || performance.now() > until) return true;
    }
    try {
      return await holds(drawn);
    } catch (error) {
      // The kit's own failure is no difference: there is nothing to shorten.
      failure = { error };
      return true;
    }
  });
  await fc.check(property, { seed: chunk.seed, numRuns: chunk.runs });
  const failed = failure as { readonly error: unknown } | null;
  if (failed !== null) throw failed.error;
  const found = best as FoundAt | null;
  if (found === null) return null;
  return { ...(await shortened(pair, found)), run: found.run };
}

async function shortened(pair: Pair, found: Found): Promise<Found> {
  const shorter = async (renew: boolean): Promise<Found> => {
    const until = performance.now() + SHRINKING.ms;
    return shortest(found, async (sequence) => {
      if (performance.now() > until) return undefined;
      if (renew) await pair.renew();
      return play(pair, sequence);
    });
  };
  const short = await shorter(false);
  await pair.renew();
  const again = await play(pair, short.sequence);
  // It shows only in processes that have played before: every attempt begins with new ones then.
  return again === null ? shorter(true) : { ...short, difference: again };
}

/** Plays one sequence. */
export function play(pair: Pair, sequence: Sequence): Promise<Difference | null> {
  return playPlan(pair, planOf(sequence, newName()));
}

/** The sequences of a chunk, without playing them. */
export async function drawChunk({ seed, runs }: Chunk): Promise<Sequence[]> {
  const drawn: Sequence[] = [];
  const property = fc.asyncProperty(sequences(), async (each) => {
    drawn.push(await sequenceOf(each));
  });
  await fc.check(property, { seed, numRuns: runs });
  return drawn;
}

async function sequenceOf(drawn: Drawn): Promise<Sequence> {
  return { deviceCount: drawn.deviceCount, steps: await stepsOf(drawn) };
}

/** Every sequence has a set of its own: nothing of the one before can be met. */
function newName(): string {
  return `explore-${randomUUID()}`;
}
