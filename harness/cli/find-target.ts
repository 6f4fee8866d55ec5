import { UsageError } from '../errors/kit-error.js';
import type { Target } from '../targets/target.js';

/** The target of this name. @throws UsageError that lists the known ones. */
export function findTarget(targets: readonly Target[], name: string): Target {
  const found = targets.find((each) => each.name === name);
  if (found !== undefined) return found;
  const known = targets.map((each) => each.name).join(', ');
  throw new UsageError('UNKNOWN_TARGET', `there is no target "${name}"; known are: ${known}`);
}
