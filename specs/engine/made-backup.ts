import { BOTH_CLOSED } from '../findings/released.js';
import { AFTER_END } from '../findings/engine.js';
import { handMade, type HandMade } from '../findings/hand-made.js';

/** Hand-made parts of histories of backups, for tests of judges. */

export const BACKUP = "BACKUP DATABASE [made] TO VIRTUAL_DEVICE = N'a' WITH COPY_ONLY";
export const ABORTED = '995(The I/O operation has been aborted.)';
export const DEVICE_FAILED: [number, string] = [
  3271,
  `A nonrecoverable I/O error occurred on file "a:" ${ABORTED}.`,
];
export const ABNORMAL: [number, string] = [3013, 'BACKUP DATABASE is terminating abnormally.'];
export const SUCCEEDED: [number, string] = [3014, 'BACKUP DATABASE successfully processed 1 pages.'];
export const LOGGED_DEVICE = `BackupMedium::ReportIoError: write failure on backup device 'a'. Operating system error ${ABORTED}.`;
export const LOGGED_FAILED = 'Error: 3041, Severity: 16, State: 1.';

/** What SQL Server has when a backup has ended badly, and what is left: all as it should be unless something else is given. */
export function afterBadEnd(
  made: HandMade,
  {
    log = [LOGGED_DEVICE, LOGGED_FAILED],
    remembered = [],
    objects = [],
  }: {
    log?: readonly string[];
    remembered?: readonly (readonly number[])[];
    objects?: readonly string[];
  } = {},
): HandMade {
  return made
    .errorLog(AFTER_END, ...log)
    .backupHistory(AFTER_END, ...remembered)
    .objects(BOTH_CLOSED, ...objects);
}

/** A backup that was under way, until what a client did. */
export function underWay(): HandMade {
  return handMade().call('client', 'device:a', 'GetCommand', 'NOERROR');
}
