import type { EventOf } from '../../harness/history/history.js';
import {
  ABNORMAL_END,
  AFTER_END,
  DEVICE_ERRORS,
  endingOf,
  errorsOf,
  LOGGED_BACKUP_FAILED,
  LOGGED_DEVICE_ERROR,
  nameOf,
  type Statement,
} from './engine.js';
import { fail, inconclusive, ofKind, type Events } from './evidence.js';
import type { Judgement } from './finding.js';
import { BOTH_CLOSED } from './released.js';

/** What a statement that ended badly has to have been told with; what is left out the documents do not say. */
export interface ToldOfFailure {
  /** The device's error is told, with this error of the operating system: to the session, and in ERRORLOG. */
  readonly osError?: number;
}

/** Did SQL Server tell that it ended badly, and remember no success? Null: it did. */
export function judgeToldFailure(
  events: Events,
  statement: Statement,
  { osError }: ToldOfFailure = {},
): Judgement | null {
  return (
    judgeSession(statement, osError) ??
    judgeErrorLog(events, statement, osError) ??
    judgeNotRemembered(events, statement)
  );
}

function judgeSession(statement: Statement, osError: number | undefined): Judgement | null {
  const errors = errorsOf(statement);
  if (errors.length === 0) {
    return fail(
      `${nameOf(statement)} did not end with an error`,
      { expected: `an error, and ${ABNORMAL_END} after it`, observed: endingOf(statement) },
      [statement],
    );
  }
  if (
    osError !== undefined &&
    !errors.some((each) => DEVICE_ERRORS.includes(each.number) && names(each.text, osError))
  ) {
    return fail(
      `the session was not told that the device failed with the operating system’s error ${osError}`,
      {
        expected: `${DEVICE_ERRORS.join(', ').replace(/, (\d+)$/, ' or $1')} with ${osError} in its text`,
        observed: errors.map(({ number, text }) => `${number}: ${text}`).join('; '),
      },
      [statement],
    );
  }
  if (!errors.some(({ number }) => number === ABNORMAL_END)) {
    return fail(
      `the session was not told that ${nameOf(statement)} ended abnormally`,
      { expected: `error ${ABNORMAL_END}`, observed: endingOf(statement) },
      [statement],
    );
  }
  return null;
}

function judgeErrorLog(events: Events, statement: Statement, osError: number | undefined): Judgement | null {
  const log = ofKind(events, 'error-log').find((each) => each.label === AFTER_END);
  if (log === undefined)
    return inconclusive('ERRORLOG was not read when the statement was over', [statement]);
  if (osError !== undefined) {
    const entries = deviceEntries(log, statement);
    if (!entries.some((entry) => names(entry, osError))) {
      return fail(
        `ERRORLOG does not have the device’s failure with the operating system’s error ${osError}`,
        {
          expected: `${LOGGED_DEVICE_ERROR} that names a device of the set and ${osError}`,
          observed: entries[0] ?? `no ${LOGGED_DEVICE_ERROR} for a device of the set`,
        },
        [statement, log],
      );
    }
  }
  if (!/^BACKUP/i.test(nameOf(statement))) return null;
  if (log.lines.some(({ text }) => text.includes(`Error: ${LOGGED_BACKUP_FAILED},`))) return null;
  return fail(
    'ERRORLOG does not have that BACKUP failed',
    {
      expected: `error ${LOGGED_BACKUP_FAILED}`,
      observed: `none since the session was opened, in ${log.lines.length} lines about backups`,
    },
    [statement, log],
  );
}

/** The texts of 18210 for devices of the statement. The number stands in the line before each. */
function deviceEntries(log: EventOf<'error-log'>, { text }: Statement): string[] {
  const devices = [...text.matchAll(/VIRTUAL_DEVICE = N'([^']*)'/g)].map(([, name = '']) => name);
  return log.lines
    .map((line) => line.text)
    .filter(
      (line) => /Operating system error/i.test(line) && devices.some((name) => line.includes(`'${name}'`)),
    );
}

/** A backup set is the outcome of a backup that succeeded. Null: msdb has none. */
export function judgeNotRemembered(events: Events, statement: Statement): Judgement | null {
  const history = ofKind(events, 'backup-history').find((each) => each.label === AFTER_END);
  if (history === undefined)
    return inconclusive('msdb was not read when the statement was over', [statement]);
  const [made] = history.backups;
  if (made === undefined) return null;
  return fail(
    'msdb remembers a backup that was not made',
    { expected: 'no row for the devices of the set', observed: `backup set ${made.backupSetId}` },
    [statement, history],
  );
}

/** Is the set gone, for anyone who looks, now that both ends are? Null: it is. */
export function judgeGone(events: Events, statement: Statement): Judgement | null {
  const objects = ofKind(events, 'objects').find((each) => each.label === BOTH_CLOSED);
  if (objects === undefined) return inconclusive('nobody looked for named objects of the set', [statement]);
  if (objects.objects.length === 0) return null;
  return fail(
    'named objects of the set exist after the statement and the client have ended',
    { expected: 'no object that bears the name of the set', observed: objects.objects.join(', ') },
    [statement, objects],
  );
}

/** As SQL Server writes an error of the operating system: the number, and its text in brackets. A device's name may hold any digits. */
function names(text: string, number: number): boolean {
  return new RegExp(String.raw`(^|[\s"':])${number}\(`).test(text);
}
