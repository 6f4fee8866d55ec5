import { sqlError } from '../engine/server-messages.js';
import type { Device } from '../language/statements.js';

const MOST_DEVICES = 64;

/** A virtual device's, as msdb and RESTORE HEADERONLY have it. */
export const VIRTUAL_DEVICE_TYPE = 7;

/** @throws SqlError 3205: too many; 50000: one is no virtual device. */
export function virtualDeviceNames(devices: readonly Device[]): string[] {
  if (devices.length > MOST_DEVICES) throw sqlError(3205, [MOST_DEVICES]);
  const other = devices.find(({ kind }) => kind !== 'virtual');
  if (other !== undefined) {
    throw sqlError(50_000, [
      `The reference SQL endpoint has no devices but virtual ones: ${other.name} is none.`,
    ]);
  }
  return devices.map(({ name }) => name);
}
