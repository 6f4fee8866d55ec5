/** What msdb remembers of a backup. */
export interface BackupRecord {
  readonly database: string;
  /** As in msdb: D a database, L its log. */
  readonly type: 'D' | 'L';
  readonly user: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly bytes: number;
  readonly copyOnly: boolean;
  readonly checksum: boolean;
  readonly recoveryModel: string;
  readonly blockBytes: number;
  /** As in msdb: 7 a virtual device. */
  readonly deviceType: number;
  /** Names of the virtual devices, in the order of the statement. */
  readonly devices: readonly string[];
}

/** Kept as long as the server runs; more than these are forgotten from the oldest on. */
const MOST_RECORDS = 10_000;

/** The backups that were made: the rows of msdb..backupset and msdb..backupmediafamily. */
export class BackupHistory {
  readonly #records: (BackupRecord & { readonly id: number })[] = [];
  #nextId = 1;

  /** @returns the backup's number, backup_set_id and media_set_id both. */
  add(record: BackupRecord): number {
    const id = this.#nextId++;
    this.#records.push({ ...record, id });
    if (this.#records.length > MOST_RECORDS) this.#records.shift();
    return id;
  }

  all(): readonly (BackupRecord & { readonly id: number })[] {
    return this.#records;
  }
}
