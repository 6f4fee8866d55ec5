import { randomUUID } from 'node:crypto';
import type { Database } from '../engine/databases.js';
import type { DeviceRequest } from '../engine/instance.js';
import { serverMessage, sqlError } from '../engine/server-messages.js';
import type { Backup } from '../language/statements.js';
import type { Conduct } from './conduct.js';
import { Progress } from './progress.js';
import type { StreamHeader } from './stream-format.js';
import { useDevices } from './use-devices.js';
import { VIRTUAL_DEVICE_TYPE, virtualDeviceNames } from './virtual-device-names.js';
import type { Vdi } from './virtual-device-set.js';
import { writeStripe } from './write-stripe.js';

/** BACKUP, to its end with 3014. @throws SqlError, DeviceFailure, Cancelled for every other end. */
export async function backup(vdi: Vdi, statement: Backup, request: DeviceRequest): Promise<void> {
  const { options, what } = statement;
  const database = backupable(statement, request);
  const names = virtualDeviceNames(statement.devices);
  if (options.has('SNAPSHOT')) throw sqlError(50_000, ['The reference SQL endpoint makes no snapshots.']);
  const startedAt = new Date();
  const header = headerOf(database, statement, names.length, startedAt);
  let { bytes } = header;
  const progress = new Progress(bytes, options, request);
  const use = { names, options, media: 'WriteMedia', spid: request.spid, signal: request.signal } as const;
  const remember = (blockBytes: number): void => {
    request.instance.history.add(
      vdi.conduct.record({
        database: database.name,
        type: header.type,
        user: request.user,
        startedAt,
        finishedAt: new Date(),
        bytes,
        copyOnly: header.copyOnly,
        checksum: header.checksum,
        recoveryModel: database.recoveryModel,
        blockBytes,
        deviceType: VIRTUAL_DEVICE_TYPE,
        devices: names,
      }),
    );
  };
  await useDevices(
    vdi,
    use,
    ({ index, settled, ...work }) => {
      bytes = settled.bytes ?? bytes;
      return writeStripe({
        ...work,
        header: { ...header, bytes, device: index, blockBytes: settled.blockSize },
        transferBytes: settled.maxTransferSize,
        moved: (moved) => {
          progress.moved(moved);
        },
      });
    },
    (end, blockBytes) => {
      if (vdi.conduct.remembers(end)) remember(blockBytes);
    },
  );
  tellSuccess(vdi.conduct, `BACKUP ${what.toUpperCase()}`, database.name, bytes, startedAt, request);
  logSuccess(statement, names, bytes, request);
}

/** @throws SqlError 911, 3147, 4208, 4214: of this nothing can be backed up. */
function backupable({ database: name, what }: Backup, { instance }: DeviceRequest): Database {
  const database = instance.databases.find(name);
  if (database === null) throw sqlError(911, [name]);
  if (database.name === 'tempdb') throw sqlError(3147, [database.name]);
  if (database.restoring) throw sqlError(927, [database.name]);
  if (what === 'database') return database;
  if (database.recoveryModel === 'SIMPLE') throw sqlError(4208);
  const started = instance.history
    .all()
    .some((set) => set.type === 'D' && !set.copyOnly && set.database === database.name);
  if (!started) throw sqlError(4214);
  return database;
}

function headerOf(
  database: Database,
  { what, options }: Backup,
  devices: number,
  startedAt: Date,
): Omit<StreamHeader, 'device' | 'blockBytes'> {
  const { name, recoveryModel, dataBytes, logBytes, seed } = database;
  return {
    set: randomUUID(),
    type: what === 'log' ? 'L' : 'D',
    database: name,
    recoveryModel,
    seed,
    dataBytes,
    logBytes,
    bytes: what === 'log' ? logBytes : dataBytes,
    devices,
    copyOnly: options.has('COPY_ONLY'),
    checksum: options.has('CHECKSUM'),
    startedAt: startedAt.toISOString(),
  };
}

/** SQL Server counts in pages of 8 KB. */
const PAGE = 8_192;

/** The two messages with which BACKUP and RESTORE say that they are done. */
export function tellSuccess(
  conduct: Conduct,
  statement: string,
  database: string,
  bytes: number,
  startedAt: Date,
  { answer, line }: DeviceRequest,
): void {
  const pages = Math.ceil(bytes / PAGE);
  const seconds = Math.max(0.001, (Date.now() - startedAt.getTime()) / 1000);
  const rate = (bytes / seconds / (1 << 20)).toFixed(3);
  const messages = [
    serverMessage(4035, [pages, database, database, 1], { line }),
    serverMessage(3014, [statement, pages, seconds.toFixed(3), rate], { line }),
  ];
  for (const message of conduct.told(messages)) answer.message(message);
}

function logSuccess(
  { what, database }: Backup,
  names: readonly string[],
  bytes: number,
  { instance }: DeviceRequest,
): void {
  const devices = names.map((name) => `'${name}'`).join(', ');
  const said = what === 'log' ? 'Log was backed up' : 'Database backed up';
  instance.errorLog.write(
    'Backup',
    `${said}. Database: ${database}, pages dumped: ${Math.ceil(bytes / PAGE)}, number of dump devices: ${names.length}, device information: (FILE=1, TYPE=VIRTUAL_DEVICE: {${devices}}). This is an informational message only. No user action is required.`,
  );
}
