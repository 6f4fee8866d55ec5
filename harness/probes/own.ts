import type { RangeLook, RangeToLookAt } from './probe.js';

/**
 * What the operating system says of the process that asks, synchronously: nothing else runs between a native call's
 * return and the look. One implementation an operating system.
 */
export interface OwnProbe {
  ranges(ranges: readonly RangeToLookAt[]): RangeLook[];
  /** Whether a library is loaded. */
  isLoaded(file: string): boolean;
}
