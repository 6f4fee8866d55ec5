import { SqlError, type SqlMessage } from './sql-engine.js';

/**
 * SQL Server's messages that this endpoint can say: number, class, and how they read (`sys.messages`). `%1` to `%9` are
 * filled in. Numbers and meaning are SQL Server's; client programs go by them.
 */
export const SERVER_MESSAGES = {
  102: [15, "Incorrect syntax near '%1'."],
  105: [15, "Unclosed quotation mark after the character string '%1'."],
  113: [15, "Missing end comment mark '*/'."],
  137: [15, 'Must declare the scalar variable "%1".'],
  195: [15, "'%1' is not a recognized %2."],
  201: [16, "Procedure or function '%1' expects parameter '%2', which was not supplied."],
  207: [16, "Invalid column name '%1'."],
  208: [16, "Invalid object name '%1'."],
  300: [14, "%1 permission was denied on object 'server', database 'master'."],
  596: [21, 'Cannot continue the execution because the session is in the kill state.'],
  701: [17, "There is insufficient system memory in resource pool '%1' to run this query."],
  911: [16, "Database '%1' does not exist. Make sure that the name is entered correctly."],
  927: [14, "Database '%1' cannot be opened. It is in the middle of a restore."],
  2812: [16, "Could not find stored procedure '%1'."],
  3013: [16, '%1 is terminating abnormally.'],
  3014: [0, '%1 successfully processed %2 pages in %3 seconds (%4 MB/sec).'],
  3117: [16, 'The log or differential backup cannot be restored because no files are ready to rollforward.'],
  3118: [
    16,
    'The database "%1" does not exist. RESTORE can only create a database when restoring either a full backup or a file backup of the primary file.',
  ],
  3132: [16, 'The media set has %1 media families but only %2 are provided. All members must be provided.'],
  3147: [16, 'Backup and restore operations are not allowed on database %1.'],
  3154: [16, "The backup set holds a backup of a database other than the existing '%1' database."],
  3183: [16, 'RESTORE detected an error on page (%1:%2) in database "%3" as read from the backup set.'],
  3201: [16, "Cannot open backup device '%1'. Operating system error %2."],
  3202: [16, 'Write on "%1" failed: %2'],
  3203: [16, 'Read on "%1" failed: %2'],
  3204: [16, 'The backup or restore was aborted.'],
  3205: [16, 'Too many backup devices specified for backup or restore; only %1 are allowed.'],
  3211: [0, '%1 percent processed.'],
  3241: [
    16,
    "The media family on device '%1' is incorrectly formed. SQL Server cannot process this media family.",
  ],
  3261: [16, 'SQL Server cannot use the virtual device configuration.'],
  3262: [0, 'The backup set on file %1 is valid.'],
  3271: [16, 'A nonrecoverable I/O error occurred on file "%1" %2.'],
  4035: [0, "Processed %1 pages for database '%2', file '%3' on file %4."],
  4002: [
    16,
    'The incoming tabular data stream (TDS) protocol stream is incorrect. The stream ended unexpectedly.',
  ],
  4208: [
    16,
    'The statement BACKUP LOG is not allowed while the recovery model is SIMPLE. Use BACKUP DATABASE or change the recovery model using ALTER DATABASE.',
  ],
  4214: [16, 'BACKUP LOG cannot be performed because there is no current database backup.'],
  50000: [16, '%1'],
  4060: [11, 'Cannot open database "%1" requested by the login. The login failed.'],
  5701: [10, "Changed database context to '%1'."],
  5703: [10, 'Changed language setting to us_english.'],
  6101: [16, 'Session ID %1 is not a valid session ID.'],
  6104: [16, 'Cannot use KILL to kill your own process.'],
  6106: [16, 'Process ID %1 is not an active process ID.'],
  8009: [
    16,
    'The incoming tabular data stream (TDS) remote procedure call (RPC) protocol stream is incorrect. Parameter %1 ("%2"): Data type 0x%3 is unknown.',
  ],
  2754: [
    16,
    'Error severity levels greater than 18 can only be specified by members of the sysadmin role, using the WITH LOG option.',
  ],
  8623: [
    16,
    'The query processor ran out of internal resources and could not produce a query plan. This is a rare event and only expected for extremely complex queries or queries that reference a very large number of tables or partitions. Please simplify the query.',
  ],
  17809: [
    20,
    "Could not connect because the maximum number of '%1' user connections has already been reached.",
  ],
  17832: [
    20,
    'The login packet used to open the connection is structurally invalid; the connection has been closed.',
  ],
  18452: [
    14,
    'Login failed. The login is from an untrusted domain and cannot be used with Integrated authentication.',
  ],
  18456: [14, "Login failed for user '%1'."],
} as const satisfies Record<number, readonly [number, string]>;

export type MessageNumber = keyof typeof SERVER_MESSAGES;

export interface Place {
  readonly line?: number;
  readonly state?: number;
  readonly procedure?: string;
}

/** @param values for `%1`, `%2`, … */
export function serverMessage(
  number: MessageNumber,
  values: readonly (string | number)[] = [],
  { line = 1, state = 1, procedure = '' }: Place = {},
): SqlMessage {
  const [severity, pattern] = SERVER_MESSAGES[number];
  const text = pattern.replace(/%(\d)/g, (_, place: string) => String(values[Number(place) - 1] ?? ''));
  return { number, class: severity, state, text, line, procedure };
}

export function sqlError(
  number: MessageNumber,
  values: readonly (string | number)[] = [],
  place: Place = {},
): SqlError {
  return new SqlError(serverMessage(number, values, place));
}
