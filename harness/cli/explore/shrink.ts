import { perform } from '../../../specs/model/model.js';
import { possible } from '../../../specs/model/possible.js';
import type { Step } from '../../../specs/model/steps.js';
import { newWorld } from '../../../specs/model/world.js';
import type { Sequence } from './plan.js';
import type { Difference } from './comparison.js';

export interface Found {
  readonly sequence: Sequence;
  readonly difference: Difference;
}

/**
 * The shortest sequence that still differs and that leaving out one step, or two, does not shorten. fast-check
 * shrinks choices; this shrinks what they came to.
 * @param plays plays a sequence from fresh processes, or answers undefined when no more may be tried.
 */
export async function shortest(
  found: Found,
  plays: (sequence: Sequence) => Promise<Difference | null | undefined>,
): Promise<Found> {
  let best = cut(found);
  for (let shorter = true; shorter;) {
    shorter = false;
    for (const sequence of candidates(best.sequence)) {
      if (!canBePlayed(sequence)) continue;
      const difference = await plays(sequence);
      if (difference === undefined) return best;
      if (difference === null) continue;
      best = cut({ sequence, difference });
      shorter = true;
      break;
    }
  }
  return best;
}

/** What comes after the difference has no part in it. */
function cut({ sequence, difference }: Found): Found {
  const steps = sequence.steps.slice(0, difference.step + 1);
  return { sequence: { ...sequence, steps }, difference };
}

/** With one of its devices only; without one step, the last first; without two; of long ones without three. */
function* candidates({ deviceCount, steps }: Sequence): Generator<Sequence> {
  if (deviceCount > 1)
    for (let kept = 0; kept < deviceCount; kept++) yield withOneDevice(steps, kept, deviceCount);
  for (let i = steps.length - 1; i >= 0; i--) yield { deviceCount, steps: steps.filter((_, at) => at !== i) };
  if (steps.length > MOST_FOR_SEVERAL) return;
  for (let i = steps.length - 1; i >= 0; i--)
    for (let j = i - 1; j >= 0; j--)
      yield { deviceCount, steps: steps.filter((_, at) => at !== i && at !== j) };
  if (steps.length <= SHORT_ENOUGH) return;
  for (let i = steps.length - 1; i >= 0; i--)
    for (let j = i - 1; j >= 0; j--)
      for (let k = j - 1; k >= 0; k--)
        yield { deviceCount, steps: steps.filter((_, at) => at !== i && at !== j && at !== k) };
}

function withOneDevice(steps: readonly Step[], kept: number, deviceCount: number): Sequence {
  const its = steps.flatMap((step): Step[] => {
    if (!('device' in step)) return [step];
    // The number of devices stands for a name that none has.
    if (step.device === deviceCount) return [{ ...step, device: 1 }];
    return step.device === kept ? [{ ...step, device: 0 }] : [];
  });
  return { deviceCount: 1, steps: its };
}

/** Of more steps there are too many choices to leave several out. */
const MOST_FOR_SEVERAL = 22;
/** Nobody minds if such a sequence could be shorter. */
const SHORT_ENOUGH = 12;

export function canBePlayed({ deviceCount, steps }: Sequence): boolean {
  let world = newWorld(deviceCount);
  for (const step of steps) {
    if (!possible(world, step)) return false;
    world = perform(world, step).world;
  }
  return true;
}
