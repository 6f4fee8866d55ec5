import { createHash, randomUUID } from 'node:crypto';
import { UsageError } from '../errors/kit-error.js';

/** How many devices a set may have. */
export const MOST_DEVICES = 64;

/**
 * Names of a set's devices, all GUIDs: the first is the set's own, the others follow from it, so that whoever knows the set knows
 * them.
 * @param set its name; left out: a new one.
 * @throws UsageError SQL_DEVICES
 */
export function deviceGuids(count: number, set: string = randomUUID()): string[] {
  haveDevices(count);
  return Array.from({ length: count }, (_, i) => (i === 0 ? set : kindredGuid(set, `device ${i + 1}`)));
}

/**
 * A GUID that follows from another and from what it is for. It begins like the other: so a reader sees which belong together.
 */
export function kindredGuid(guid: string, what: string): string {
  const digest = createHash('sha256').update(`${guid} ${what}`).digest('hex');
  // Version 8 of RFC 9562, whose digits are the maker's own.
  return `${beginningOf(guid)}-${digest.slice(0, 4)}-8${digest.slice(4, 7)}-a${digest.slice(7, 10)}-${digest.slice(10, 22)}`;
}

/** What all kindred GUIDs begin with. */
export function beginningOf(guid: string): string {
  return guid.slice(0, 8);
}

/** @throws UsageError SQL_DEVICES */
export function haveDevices(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_DEVICES) return;
  throw new UsageError('SQL_DEVICES', `${count} devices: a virtual device set has 1 to ${MOST_DEVICES}`);
}
