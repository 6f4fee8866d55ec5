import type { Departure } from './departure.js';
import {
  grew,
  msdb,
  NOT_ENDED,
  NOT_TOLD,
  SAID_SUCCESS,
  STAYS,
  statementSaid,
  untold,
} from './engine-evidence.js';

const alsoIn = (rules: readonly string[], because: string): Pick<Departure, 'reaches'> => ({
  reaches: { rules, because },
});
const SEEN_BESIDE = alsoIn(
  ['ENGINE-CLOSE-10'],
  'the backup beside one that ends badly is one that goes well, and its client sees how',
);

/** How the SQL endpoint goes wrong: harness/reference/sql/faults. */
export const ENGINE: Readonly<Record<string, Departure>> = {
  'ENGINE-CLOSE-01.devices-left-open': {
    ...untold(/^the client did not see device:\S+ closed/, /^VD_E_ABORT$/),
    ...SEEN_BESIDE,
  },
  'ENGINE-CLOSE-01.only-first-closed': {
    ...untold(/^the client did not see device:\S+ closed/, /^VD_E_ABORT$/),
    ...SEEN_BESIDE,
  },
  'ENGINE-CLOSE-01.forgotten': msdb(/^msdb does not remember the backup once$/, /^0 backup sets$/),
  'ENGINE-CLOSE-01.remembered-as-disk': msdb(/as virtual devices$/, /^\d+ with device_type 2$/),
  'ENGINE-CLOSE-01.first-device-remembered': msdb(/as virtual devices$/, /^1 with device_type 7$/),
  'ENGINE-CLOSE-01.success-not-told': {
    ...statementSaid(/^SQL Server did not say that the backup succeeded/, /^completed, messages 4035$/),
    ...alsoIn(
      ['ENGINE-CLOSE-09', 'ENGINE-CLOSE-10'],
      'there, too, a backup that goes well has to be told a success',
    ),
  },

  'ENGINE-CLOSE-02.told-as-device-error': statementSaid(
    /^the session was not told .* error 995$/,
    /^3271: .*1117/,
  ),
  'ENGINE-CLOSE-02.logged-as-device-error': {
    ...statementSaid(/^ERRORLOG does not have the device’s failure .* 995$/, /error 1117/),
    decidedBy: { kind: 'error-log' },
  },
  'ENGINE-CLOSE-02.device-not-logged': {
    ...statementSaid(
      /^ERRORLOG does not have the device’s failure .* 995$/,
      /^no 18210 for a device of the set$/,
    ),
    decidedBy: { kind: 'error-log' },
  },
  'ENGINE-CLOSE-02.verified-though-aborted': statementSaid(
    /^RESTORE VERIFYONLY did not end with an error$/,
    /^completed, messages 3262$/,
  ),

  'ENGINE-CLOSE-03.waits-for-first-completion': NOT_ENDED,
  'ENGINE-CLOSE-03.empty-backup-remembered': msdb(
    /^msdb remembers a backup that was not made$/,
    /^backup set \d+$/,
  ),

  'ENGINE-CLOSE-04.last-word-not-awaited': SAID_SUCCESS,
  'ENGINE-CLOSE-04.remembered-before-last-word': msdb(
    /^msdb remembers a backup that was not made$/,
    /^backup set \d+$/,
  ),

  'ENGINE-CLOSE-05.set-left-when-cancelled': untold(
    /^BACKUP DATABASE was over, and the client was not told$/,
    /^VD_E_TIMEOUT$/,
  ),
  'ENGINE-CLOSE-05.remembered-when-cancelled': msdb(
    /^msdb remembers a backup that was not made$/,
    /^backup set \d+$/,
  ),

  'ENGINE-CLOSE-05.killed-session-stays': {
    ...STAYS,
    ...alsoIn(
      ['ENGINE-CLOSE-09', 'ENGINE-CLOSE-10'],
      'KILL is one of the ends after which, and beside which, another backup is made',
    ),
  },

  'ENGINE-CLOSE-06.error-is-success': SAID_SUCCESS,
  'ENGINE-CLOSE-06.set-left-after-error': {
    ...untold(/^the client was not told on device:\S+ that BACKUP DATABASE had ended$/, /^VD_E_TIMEOUT$/),
    ...alsoIn(['ENGINE-CLOSE-11'], 'a set that is left keeps its memory and its descriptors in the process'),
  },
  'ENGINE-CLOSE-06.end-not-told': NOT_TOLD,

  'ENGINE-CLOSE-07.set-left-when-refused': untold(
    /had refused its configuration$/,
    /^VD_E_TIMEOUT$/,
    'GetConfiguration',
  ),
  'ENGINE-CLOSE-07.end-not-told': NOT_TOLD,

  'ENGINE-CLOSE-08.waits-after-time-out': {
    ...NOT_ENDED,
    ...alsoIn(
      ['ENGINE-CLOSE-09', 'ENGINE-CLOSE-10'],
      'a time-out is one of the ends after which, and beside which, another backup is made',
    ),
  },
  'ENGINE-CLOSE-08.time-out-is-success': SAID_SUCCESS,

  'ENGINE-CLOSE-09.name-kept': statementSaid(
    /a backup to a set of the same name did not succeed$/,
    /^failed, errors 3201, 3013$/,
  ),
  'ENGINE-CLOSE-09.name-kept-after-failure': statementSaid(
    /a backup to a set of the same name did not succeed$/,
    /^failed, errors 3201, 3013$/,
  ),

  'ENGINE-CLOSE-09.name-kept-after-refusal': statementSaid(
    /^after configuration-refused a backup to a set of the same name did not succeed$/,
    /^failed, errors 3201, 3013$/,
  ),

  'ENGINE-CLOSE-10.aborts-another': untold(/the client of another was disturbed on device:/, /^VD_E_ABORT$/),
  'ENGINE-CLOSE-10.tells-another': statementSaid(
    /another beside it did not succeed$/,
    /^failed, errors 3271, 3013$/,
  ),

  'ENGINE-CLOSE-11.handle-left': grew('descriptors'),
  'ENGINE-CLOSE-11.handle-left-after-abort': grew('descriptors'),
  'ENGINE-CLOSE-11.mapping-left': grew('mappings'),
  'ENGINE-CLOSE-11.thread-left': grew('threads'),
};
