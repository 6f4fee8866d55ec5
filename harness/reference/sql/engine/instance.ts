import type { Direct } from '../direction/procedures.js';
import type { DatabaseStore } from './databases.js';
import type { ErrorLog } from './error-log.js';
import type { BackupHistory } from './backup-history.js';
import type { ReferenceSession } from './session.js';
import type { Backup, Restore } from '../language/statements.js';
import type { SqlAnswer } from './sql-engine.js';

/** What all sessions of a server share. */
export interface Instance {
  readonly serverName: string;
  /** Of the machine that it runs on. */
  readonly machineName: string;
  readonly versionText: string;
  readonly productVersion: string;
  /** Whether its log-in is a member of sysadmin. */
  readonly sysadmin: boolean;
  readonly databases: DatabaseStore;
  readonly errorLog: ErrorLog;
  readonly history: BackupHistory;
  /** By their session's number. */
  readonly sessions: ReadonlyMap<number, ReferenceSession>;
  readonly devices: DeviceStatements;
}

/** Executes BACKUP and RESTORE: whatever moves data through virtual devices. */
export interface DeviceStatements {
  /** The VDI library that it loaded, and its version if it has one; null: none, or not yet. */
  readonly library: { readonly file: string; readonly version: string | null } | null;
  /** How its sets are directed; null: they cannot be. */
  readonly direct: Direct | null;
  backup(backup: Backup, request: DeviceRequest): Promise<void>;
  restore(restore: Restore, request: DeviceRequest): Promise<void>;
}

export interface DeviceRequest {
  readonly instance: Instance;
  readonly spid: number;
  readonly user: string;
  readonly line: number;
  readonly answer: SqlAnswer;
  readonly signal: AbortSignal;
  /** How far it is, percent: what sys.dm_exec_requests shows. */
  readonly progress: (percent: number) => void;
}
