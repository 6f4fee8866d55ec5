import type { System } from '../../../agent/settings.js';
import { MOST_SETS } from '../devices/most-sets.js';
import type { DatabaseSettings } from '../engine/databases.js';
import type { LogLine } from '../engine/error-log.js';

/** Of its pool: one for each set's agent, one for the recorder, and room for the calls in between. */
export const THREADS = MOST_SETS + 16;

/** What the endpoint's process is told at its start, as JSON in its environment. Holds no secret. */
export interface EndpointProcessSettings {
  readonly system: System;
  /** The VDI library (null: the one that is registered with the system), and the recorder. */
  readonly library: string | null;
  readonly recorder: string;
  readonly kit: { readonly name: string; readonly version: string };
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly databases: readonly DatabaseSettings[];
  /** A fault of the endpoint's own, by id; null: none. */
  readonly fault: string | null;
  /** Port of the process that started it: when that ends, so does the endpoint. */
  readonly starterPort: number;
}

export const ENDPOINT_ENV = {
  settings: 'VDI_SQL_SETTINGS',
  /** What it shows to its starter. */
  secret: 'VDI_SQL_SECRET',
  /** With which clients log in. */
  password: 'VDI_SQL_PASSWORD',
} as const;

/** What the endpoint's process tells its starter, a frame each. */
export type EndpointFrame =
  | { readonly tells: 'hello'; readonly secret: string }
  | { readonly tells: 'listening'; readonly port: number }
  | {
      readonly tells: 'log';
      readonly at: string;
      readonly process: LogLine['process'];
      readonly text: string;
    }
  | { readonly tells: 'failed'; readonly why: string };

/** All that it is told: to end. */
export const STOP = { asks: 'stop' } as const;
