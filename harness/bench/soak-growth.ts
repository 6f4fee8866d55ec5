import { median } from './median.js';

/** Runs that fill caches and pools. Of many it is a share: what warms up takes as long as there is new to meet. */
const WARM_UP_RUNS = 3;
const WARM_UP_SHARE = 0.25;
/** What is left is looked at in so many parts, of so many runs at least, so that no single value decides. */
const PARTS = 4;
const LEAST_OF_A_PART = 2;

/**
 * A leak adds as much from part to part; what warms up adds less and less, and a step (a table that is doubled) is
 * taken but once. So every part has to add this share of the whole at least; a third each is what a leak would add.
 */
const STEADY_SHARE = 1 / 5;
/**
 * Less than this is no leak, in bytes: V8 goes on compiling what is called often, for thousands of cases. Seen in the
 * agent: 0.15 MB in 60 runs of 7 cases, code and what belongs to code; nothing else in its heap had grown.
 */
const COMPILED_CODE = 512 * 1_024;

/** The medians of the parts, after the warm-up. Null: too few runs to tell. */
function partsOf(values: readonly number[]): number[] | null {
  const steady = values.slice(Math.max(WARM_UP_RUNS, Math.ceil(values.length * WARM_UP_SHARE)));
  if (steady.length < PARTS * LEAST_OF_A_PART) return null;
  const bounds = Array.from({ length: PARTS + 1 }, (_, part) => Math.round((part * steady.length) / PARTS));
  return bounds.slice(1).map((to, part) => median(steady.slice(bounds[part], to)));
}

/** How much a measure grew from the first of the parts to the last. Null: too few runs to tell. */
export function growthOf(values: readonly number[]): number | null {
  const parts = partsOf(values);
  return parts === null ? null : (parts.at(-1) ?? 0) - (parts[0] ?? 0);
}

/** How memory grew, in bytes, and in bytes for each case; and whether that is a leak. */
interface MemoryGrowth {
  readonly bytes: number;
  readonly aCase: number;
  readonly leaks: boolean;
}

/**
 * Whether memory that is in use after each run leaks. Null: too few runs to tell.
 * @param cases how many cases there had been after each run.
 */
export function memoryGrowth(inUse: readonly number[], cases: readonly number[]): MemoryGrowth | null {
  const parts = partsOf(inUse);
  const casesBetween = growthOf(cases);
  const bytes = growthOf(inUse);
  if (parts === null || bytes === null || casesBetween === null) return null;
  const added = parts.slice(1).map((part, index) => part - (parts[index] ?? 0));
  const leaks = bytes > COMPILED_CODE && added.every((each) => each >= bytes * STEADY_SHARE);
  return { bytes, aCase: bytes / casesBetween, leaks };
}
