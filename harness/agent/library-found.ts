import type { RegisteredClass } from '../vdi/registered.js';
import type { SqlInstance } from '../vdi/sql-instances.js';

/** What the process that is sacrificed for it found out of a library (library-probe-main.ts). */
export interface Found {
  /** Path, as the target names it; null: none is registered. */
  readonly file: string | null;
  readonly loads: boolean;
  /** Why it does not load. */
  readonly why: string;
  readonly entryPoint: boolean;
  /** What the library says of itself. */
  readonly version: string | null;
  /** Of the file's version resource. */
  readonly fileVersion: string | null;
  /** A line a fault, id and description parted by a tab: only the reference's faulty variant has such a list. */
  readonly faultList: string | null;
  /** Version of the Wine that it was loaded under; null: none. */
  readonly wine: string | null;
  /** What is asked of the library that is registered with Windows; null of any other. */
  readonly registered: RegisteredFound | null;
}

export interface RegisteredFound {
  readonly classes: readonly RegisteredClass[];
  readonly instances: readonly SqlInstance[];
  /** In the order in which they were made. The last has no answer if the process did not live to tell. */
  readonly calls: readonly CallFound[];
}

export interface CallFound {
  readonly of: 'server' | 'client';
  /** e.g. `CreateEx(NULL)`. */
  readonly call: string;
  /** The HRESULT, unsigned; null: it did not come back. */
  readonly answer: number | null;
}

export const NOTHING_FOUND = {
  entryPoint: false,
  version: null,
  fileVersion: null,
  faultList: null,
  wine: null,
  registered: null,
} as const;

/** What the probe is told, as JSON on its command line. */
export interface ProbeTask {
  /** Path of the library; null: the one that is registered with Windows. */
  readonly library: string | null;
  /** Path of the file for what was found. */
  readonly answer: string;
  /** Of the registered one: whether a set is made and opened too, for an instance (null: the default one). */
  readonly set?: { readonly instance: string | null };
}
