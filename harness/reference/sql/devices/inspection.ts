import type { DeviceRequest } from '../engine/instance.js';
import { sendRows } from '../engine/send-rows.js';
import type { Cell, Column } from '../tds/columns.js';
import type { StreamHeader } from './stream-format.js';
import { VIRTUAL_DEVICE_TYPE } from './virtual-device-names.js';

/** The result sets of the RESTOREs that only look, with the columns that programs read. */
const INSPECTIONS = {
  headeronly: [
    'BackupName:nvarchar BackupType:int Position:int DeviceType:int ServerName:nvarchar DatabaseName:nvarchar BackupSize:bigint BackupStartDate:datetime RecoveryModel:nvarchar IsCopyOnly:bit HasBackupChecksums:bit BackupSetGUID:nvarchar',
    (header: StreamHeader, server: string): Cell[][] => [
      [
        null,
        header.type === 'L' ? 2 : 1,
        1,
        VIRTUAL_DEVICE_TYPE,
        server,
        header.database,
        header.bytes,
        new Date(header.startedAt),
        header.recoveryModel,
        header.copyOnly,
        header.checksum,
        header.set,
      ],
    ],
  ],
  filelistonly: [
    'LogicalName:nvarchar PhysicalName:nvarchar Type:nvarchar Size:bigint',
    ({ database, dataBytes, logBytes }: StreamHeader): Cell[][] => [
      [database, `${database}.mdf`, 'D', dataBytes],
      [`${database}_log`, `${database}.ldf`, 'L', logBytes],
    ],
  ],
  labelonly: [
    'MediaSetId:nvarchar FamilyCount:int FamilySequenceNumber:int',
    ({ set, devices, device }: StreamHeader): Cell[][] => [[set, devices, device + 1]],
  ],
} as const;

export async function sendInspection(
  what: keyof typeof INSPECTIONS,
  header: StreamHeader,
  { answer, instance, signal }: DeviceRequest,
): Promise<void> {
  const [described, rows] = INSPECTIONS[what];
  const columns = described.split(' ').map((column) => {
    const [name = '', type = ''] = column.split(':');
    return { name, type: type as Column['type'] };
  });
  await sendRows(answer, columns, rows(header, instance.serverName), signal);
}
