import type { Hold } from '../../agent/programs/protocol.js';
import type { RecordedCall } from './recorded-set.js';

export type { Hold } from '../../agent/programs/protocol.js';
export type { RecordedCall } from './recorded-set.js';

/** What has been recorded so far, of the program at the client's end, and of the case at the server's; by the calls' beginnings. */
export interface RecordedCalls {
  readonly client: readonly RecordedCall[];
  readonly server: readonly RecordedCall[];
}

export type Seen = (calls: RecordedCalls) => boolean;

/** Where the client is to keep a backup, or has kept one. */
export interface Medium {
  /** In the target's words. */
  readonly path: string;
}

/** What a vendor's client is started for. */
export interface ProgramRun {
  readonly direction: 'backup' | 'restore';
  /** Names of the devices; the first is that of the set. */
  readonly devices: readonly string[];
  readonly medium: Medium;
  /** That is backed up; left out: the target's. */
  readonly database?: string;
  readonly holds?: readonly Hold[];
  /** Whether the buffers of commands that it has completed are protected from it. */
  readonly protect?: boolean;
}

/** A vendor's client, in a process of its own. */
export interface ClientProgram {
  readonly name: string;
  readonly pid: number;
  readonly alive: boolean;
  /**
   * Waits until the calls that were recorded are as asked; false, and a `limit` event, when they are not within clientStepMs; false
   * as well when the program has ended without that.
   */
  until(awaited: string, seen: Seen): Promise<boolean>;
  /** Calls that are held go on, and none is held from then on. */
  letGo(): Promise<void>;
  /** Waits for its end; one that has not ended within the limit is killed, and the answer is false. */
  ended(within?: 'clientEndMs' | 'clientRunMs'): Promise<boolean>;
  kill(): Promise<void>;
}
