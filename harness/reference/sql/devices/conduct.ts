import type { BackupRecord } from '../engine/backup-history.js';
import type { SqlMessage } from '../engine/sql-engine.js';

/** How things stand when a set has come to its end, and is not closed yet. */
export interface SetEnd {
  readonly media: 'ReadMedia' | 'WriteMedia';
  /** The set's name. */
  readonly name: string;
  /** Null: all went well. */
  readonly failure: { readonly error: unknown } | null;
  /** Commands that the client has completed with success. */
  readonly completed: number;
  /** As the client asked for it, milliseconds; 0: never. */
  readonly serverTimeOut: number;
}

/** A set that is open, for a conduct that confuses it with others. */
export interface OpenSet {
  readonly name: string;
  abort(): Promise<void>;
}

/**
 * The steps at which a server that backs up over virtual devices may go wrong. The right code calls them and knows of no
 * fault; a fault is a subclass of the right conduct that does one of them otherwise (`faults`).
 */
export interface Conduct {
  /** Whether a set of this name may be opened. */
  opens(name: string): boolean;
  /** A set was opened: only a conduct that confuses sets wants to know. */
  opened(set: OpenSet): void;
  /** Of the devices, those that are closed one by one when all went well. */
  closes<Device>(devices: readonly Device[]): readonly Device[];
  /** Whether a set that went wrong is aborted and closed. */
  ends(end: SetEnd): boolean;
  /** After the set was closed; the statement goes on when it resolves. */
  closed(end: SetEnd): Promise<void>;
  /** What the statement takes for the failure; null: for success. */
  outcome(end: SetEnd): SetEnd['failure'];
  /** Whether msdb remembers the backup. */
  remembers(end: SetEnd): boolean;
  /** Whether a session whose connection and statement have ended is taken off the list of sessions. */
  forgets(session: { readonly killed: boolean }): boolean;
  /** As msdb remembers it. */
  record(right: BackupRecord): BackupRecord;
  /** What the session is told when a statement is over; `error`: it did not go well. */
  told(messages: readonly SqlMessage[], error?: unknown): readonly SqlMessage[];
  /** An entry of the error log about a statement that did not go well. */
  logged(entry: LogEntry, error: unknown): LogEntry | null;
}

export interface LogEntry {
  readonly number: number;
  readonly severity: number;
  readonly text: string;
}

class Right implements Conduct {
  opens(): boolean {
    return true;
  }

  opened(): void {
    // There is nothing to be done.
  }

  closes<Device>(devices: readonly Device[]): readonly Device[] {
    return devices;
  }

  ends(): boolean {
    return true;
  }

  closed(): Promise<void> {
    return Promise.resolve();
  }

  outcome({ failure }: SetEnd): SetEnd['failure'] {
    return failure;
  }

  remembers({ failure }: SetEnd): boolean {
    return failure === null;
  }

  forgets(): boolean {
    return true;
  }

  record(right: BackupRecord): BackupRecord {
    return right;
  }

  told(messages: readonly SqlMessage[]): readonly SqlMessage[] {
    return messages;
  }

  logged(entry: LogEntry): LogEntry {
    return entry;
  }
}

/** Typed so that a fault may look at what the right conduct has no need to. */
export const RightConduct: new () => Conduct = Right;
