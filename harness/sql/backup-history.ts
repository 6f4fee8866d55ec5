import { quotedText } from './quoting.js';
import { numberOf, readRows, textOf } from './server-reading.js';
import type { SqlSession } from './session.js';

/** A backup as msdb remembers it, with its devices. */
export interface BackupHistoryRow {
  readonly backupSetId: number;
  readonly database: string;
  /** D a database, L its log. */
  readonly type: string;
  readonly copyOnly: boolean;
  readonly checksums: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly bytes: number;
  readonly devices: readonly { readonly sequence: number; readonly name: string; readonly type: number }[];
}

const COLUMNS = [
  's.backup_set_id, s.database_name, s.type, s.is_copy_only, s.has_backup_checksums',
  's.backup_start_date, s.backup_finish_date, s.backup_size',
  'f.family_sequence_number, f.physical_device_name, f.device_type',
].join(', ');

/** The backups of a database, in their order. @throws KitError SQL_READING */
export async function readBackupHistory(session: SqlSession, database: string): Promise<BackupHistoryRow[]> {
  const rows = await readRows(
    session,
    `SELECT ${COLUMNS} FROM msdb.dbo.backupset AS s ` +
      'INNER JOIN msdb.dbo.backupmediafamily AS f ON f.media_set_id = s.media_set_id ' +
      `WHERE s.database_name = ${quotedText(database)} ORDER BY s.backup_set_id, f.family_sequence_number`,
  );
  const sets = new Map<number, BackupHistoryRow & { devices: BackupHistoryRow['devices'][number][] }>();
  for (const [
    id,
    name,
    type,
    copyOnly,
    checksums,
    started,
    finished,
    bytes,
    sequence,
    device,
    kind,
  ] of rows) {
    const backupSetId = numberOf(id);
    const known = sets.get(backupSetId) ?? {
      backupSetId,
      database: textOf(name),
      type: textOf(type),
      copyOnly: copyOnly === true,
      checksums: checksums === true,
      startedAt: textOf(started),
      finishedAt: textOf(finished),
      bytes: numberOf(bytes),
      devices: [],
    };
    sets.set(backupSetId, known);
    known.devices.push({ sequence: numberOf(sequence), name: textOf(device), type: numberOf(kind) });
  }
  return [...sets.values()];
}
