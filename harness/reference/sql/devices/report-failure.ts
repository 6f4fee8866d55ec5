import { serverMessage } from '../engine/server-messages.js';
import type { DeviceRequest } from '../engine/instance.js';
import { SqlError, type SqlMessage } from '../engine/sql-engine.js';
import type { Conduct, LogEntry } from './conduct.js';
import { Cancelled, DeviceFailure, OPERATION_ABORTED, osError, win32Of } from './device-failure.js';

/**
 * Says how BACKUP or RESTORE ended badly: to the session the reason and then 3013; to the error log 18210 for a device, and 3041
 * for every BACKUP.
 * @param statement e.g. `BACKUP DATABASE`.
 */
export function reportFailure(
  conduct: Conduct,
  error: unknown,
  statement: string,
  database: string,
  { answer, line, instance }: DeviceRequest,
): void {
  const log = (entry: LogEntry): void => {
    const kept = conduct.logged(entry, error);
    if (kept === null) return;
    instance.errorLog.write('Backup', `Error: ${kept.number}, Severity: ${kept.severity}, State: 1.`);
    instance.errorLog.write('Backup', kept.text);
  };
  if (error instanceof DeviceFailure) log({ number: 18_210, severity: 16, text: logged(error) });
  const place = { line };
  const messages = [{ ...messageOf(error), ...place }, serverMessage(3013, [statement], place)];
  for (const message of conduct.told(messages, error)) answer.message(message);
  if (!statement.startsWith('BACKUP')) return;
  const command = `${statement} ${database}`;
  const text = `BACKUP failed to complete the command ${command}. Check the backup application log for detailed messages.`;
  log({ number: 3041, severity: 16, text });
}

function messageOf(error: unknown): SqlMessage {
  if (error instanceof SqlError) return error.sql;
  if (error instanceof Cancelled) return serverMessage(3204);
  if (!(error instanceof DeviceFailure)) throw error;
  const { device, code, doing } = error;
  if (doing === 'open') return serverMessage(3201, [device, osError(code)]);
  if (doing === 'configure') return serverMessage(3261);
  if (win32Of(code) === OPERATION_ABORTED) return serverMessage(3271, [`${device}:`, osError(code)]);
  return serverMessage(doing === 'read' ? 3203 : 3202, [device, osError(code)]);
}

function logged({ doing, device, code }: DeviceFailure): string {
  const where =
    doing === 'open' || doing === 'configure'
      ? `BackupVirtualDeviceSet::Initialize: ${doing === 'open' ? 'Open' : 'Configuration'}`
      : `BackupMedium::ReportIoError: ${doing}`;
  return `${where} failure on backup device '${device}'. Operating system error ${osError(code)}.`;
}
