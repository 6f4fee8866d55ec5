import { rm } from 'node:fs/promises';

/** Each try waits a tenth of a second longer than the one before: five and a half seconds in all. */
const TRIES = 10;

/**
 * Removes a folder and all that is in it; nothing when there is none. Windows refuses as long as any program has a file in
 * it open, and scanners and indexers look into what is new: so it is tried again.
 * @throws the file system's error: EBUSY, EPERM or ENOTEMPTY when somebody keeps a file open.
 */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: TRIES });
}
