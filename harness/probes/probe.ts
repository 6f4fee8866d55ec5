import type { EventOf } from '../history/history.js';

export type Mapping = EventOf<'resources'>['mappings'][number];
export type Descriptor = EventOf<'resources'>['descriptors'][number];
export type RangeLook = EventOf<'ranges'>['ranges'][number];

/** What is measured of a process before and after: what a set may leave behind in it. */
export interface Resources {
  /** Shared mappings only; the implementation says why. */
  readonly mappings: readonly Mapping[];
  readonly descriptors: readonly Descriptor[];
  /** The system's ids of the threads. */
  readonly threads: readonly number[];
}

export interface RangeToLookAt {
  readonly label: string;
  readonly address: string;
  readonly size: number;
}

/**
 * What the operating system says of a process that may be hung, hostile or about to die. Nothing here asks
 * the process itself. One implementation an operating system.
 */
export interface Probe {
  resources(pid: number): Promise<Resources>;
  ranges(pid: number, ranges: readonly RangeToLookAt[]): Promise<RangeLook[]>;
  /** Named objects on this machine whose name contains that of the set. */
  objects(set: string): Promise<string[]>;
  /** Resolves with true once every thread of the process sleeps, with false when the time is over first. */
  settled(pid: number, timeoutMs: number): Promise<boolean>;
}
