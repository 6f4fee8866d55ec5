import type { EventOf } from '../history/history.js';

export type Mapping = EventOf<'resources'>['mappings'][number];
export type Descriptor = EventOf<'resources'>['descriptors'][number];
export type LoadedModule = NonNullable<EventOf<'resources'>['modules']>[number];
export type RangeLook = EventOf<'ranges'>['ranges'][number];

/** What is measured of a process before and after: what a set may leave behind in it. */
export interface Resources {
  /** Shared mappings only; the implementation says why. */
  readonly mappings: readonly Mapping[];
  readonly descriptors: readonly Descriptor[];
  /** The system's ids of the threads. */
  readonly threads: readonly number[];
  /** Windows: programs and libraries. */
  readonly modules?: readonly LoadedModule[];
}

export type LeftProcess = EventOf<'left-running'>['processes'][number];

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
  /** @param mark what stands on the command line of this process alone. */
  resources(pid: number, mark: string): Promise<Resources>;
  /** The same of a process that the kit has not started and that has no mark. */
  resourcesOfOther(pid: number): Promise<Resources>;
  ranges(pid: number, ranges: readonly RangeToLookAt[]): Promise<RangeLook[]>;
  /** Named objects on this machine whose name contains that of the set. */
  objects(set: string): Promise<string[]>;
  /**
   * Processes that come from one which has ended: they have its mark in their environment, or are of its group or
   * session (on Windows: it, or one that it started, has started them).
   */
  leftBy(pid: number, mark: string): Promise<LeftProcess[]>;
  /**
   * Resolves with true once every thread of the process sleeps, with false when the time is over first.
   * @param mark what stands on the command line of this process alone.
   */
  settled(pid: number, timeoutMs: number, mark: string): Promise<boolean>;
}
