import { randomUUID } from 'node:crypto';
import { UsageError } from '../errors/kit-error.js';

/** How many devices a set may have. */
export const MOST_DEVICES = 64;

/** Names of a new set's devices, all GUIDs; the first is the set's own. @throws UsageError SQL_DEVICES */
export function newDeviceNames(count: number): string[] {
  haveDevices(count);
  const set = `{${randomUUID().toUpperCase()}}`;
  return Array.from({ length: count }, (_, i) => (i === 0 ? set : `{${randomUUID().toUpperCase()}}`));
}

/** @throws UsageError SQL_DEVICES */
export function haveDevices(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_DEVICES) return;
  throw new UsageError('SQL_DEVICES', `${count} devices: a virtual device set has 1 to ${MOST_DEVICES}`);
}
