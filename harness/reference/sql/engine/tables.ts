import type { Cell, Column } from '../tds/columns.js';
import type { Instance } from './instance.js';
import { sqlError } from './server-messages.js';

/** A table or view that can be read: columns in order, rows as cells in the same order. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Whatever its name: here the endpoint has it where SQL Server has sqlvdi.dll. */
const STANDS_FOR_SQLVDI = 'VDI library of the reference SQL endpoint, in the place of sqlvdi.dll';

const TABLES: Readonly<Record<string, (instance: Instance) => Table>> = {
  'sys.databases': ({ databases }) => ({
    columns: columns(
      'name:nvarchar database_id:int create_date:datetime state:int state_desc:nvarchar',
      'recovery_model:int recovery_model_desc:nvarchar',
    ),
    rows: databases
      .all()
      .map(({ name, id, createdAt, recoveryModel, restoring }) => [
        name,
        id,
        createdAt,
        restoring ? 1 : 0,
        restoring ? 'RESTORING' : 'ONLINE',
        recoveryModel === 'FULL' ? 1 : 3,
        recoveryModel,
      ]),
  }),
  'sys.dm_exec_sessions': ({ sessions }) => ({
    columns: columns(
      'session_id:int login_name:nvarchar host_name:nvarchar program_name:nvarchar status:nvarchar',
      'login_time:datetime',
    ),
    rows: [...sessions.values()].map(({ spid, client, command, loggedInAt }) => [
      spid,
      client.user,
      client.host,
      client.application,
      command === null ? 'sleeping' : 'running',
      loggedInAt,
    ]),
  }),
  'sys.dm_exec_requests': ({ sessions }) => ({
    columns: columns('session_id:int command:nvarchar percent_complete:int status:nvarchar'),
    rows: [...sessions.values()].flatMap(({ spid, command, percent, killed }) => {
      if (command === null) return [];
      return [killed ? [spid, 'KILLED/ROLLBACK', percent, 'rollback'] : [spid, command, percent, 'running']];
    }),
  }),
  'sys.dm_os_loaded_modules': ({ devices }) => ({
    columns: columns('name:nvarchar file_version:nvarchar description:nvarchar'),
    rows:
      devices.library === null ? [] : [[devices.library.file, devices.library.version, STANDS_FOR_SQLVDI]],
  }),
  'msdb..backupset': ({ history, serverName }) => ({
    columns: columns(
      'backup_set_id:int media_set_id:int database_name:nvarchar type:nvarchar server_name:nvarchar user_name:nvarchar',
      'backup_start_date:datetime backup_finish_date:datetime backup_size:bigint is_copy_only:bit',
      'has_backup_checksums:bit recovery_model:nvarchar position:int',
    ),
    rows: history
      .all()
      .map((set) => [
        set.id,
        set.id,
        set.database,
        set.type,
        serverName,
        set.user,
        set.startedAt,
        set.finishedAt,
        set.bytes,
        set.copyOnly,
        set.checksum,
        set.recoveryModel,
        1,
      ]),
  }),
  'msdb..backupmediafamily': ({ history }) => ({
    columns: columns(
      'media_set_id:int family_sequence_number:int physical_device_name:nvarchar device_type:int',
      'physical_block_size:int',
    ),
    rows: history
      .all()
      .flatMap(({ id, devices, deviceType, blockBytes }) =>
        devices.map((device, i) => [id, i + 1, device, deviceType, blockBytes]),
      ),
  }),
};

/** @param name as a statement has it, in lower case; null: there is no such table. @throws SqlError 300 */
export function tableNamed(name: string, instance: Instance): Table | null {
  // The views of the schema sys are the same in every database.
  const known = name.replace(/^[^.]*\.sys\./, 'sys.');
  if (OF_THE_SERVER.has(known) && !instance.sysadmin) throw sqlError(300, ['VIEW SERVER STATE']);
  return TABLES[known]?.(instance) ?? null;
}

/** What only those may see who may see the state of the server. */
const OF_THE_SERVER: ReadonlySet<string> = new Set(['sys.dm_os_loaded_modules']);

function columns(...lines: readonly string[]): Column[] {
  return lines
    .join(' ')
    .split(' ')
    .map((column) => {
      const [name = '', type = ''] = column.split(':');
      return { name, type: type as Column['type'] };
    });
}
