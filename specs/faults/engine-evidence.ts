import type { Departure } from './departure.js';

/** Evidence that faults of the SQL endpoint call for. */

const STATEMENT = { kind: 'statement' } as const;

/** What the session was told, or was not. */
export function statementSaid(reason: RegExp, observed: RegExp): Departure {
  return { reason, observed, decidedBy: STATEMENT };
}

/** What msdb remembers. */
export function msdb(reason: RegExp, observed: RegExp): Departure {
  return { reason, observed, decidedBy: { kind: 'backup-history' } };
}

/** What the client was answered, which was not what tells it of the end that it had. */
export function untold(reason: RegExp, observed: RegExp, method = 'GetCommand'): Departure {
  return { reason, observed, decidedBy: { kind: 'call', method } };
}

export const NOT_ENDED = statementSaid(
  /^BACKUP DATABASE did not come to an end$/,
  /^no end within \d+ ms \(statementMs\)$/,
);
export const STAYS: Departure = {
  reason: /^the session \d+, which was killed, did not come to an end$/,
  observed: /^listed still after \d+ ms \(sessionEndMs\)$/,
  decidedBy: { kind: 'killed-session' },
};
export const SAID_SUCCESS = statementSaid(
  /^BACKUP DATABASE did not end with an error$/,
  /^completed, messages 4035, 3014$/,
);
export const NOT_TOLD = statementSaid(
  /^the session was not told that BACKUP DATABASE ended abnormally$/,
  /^failed, errors 3\d{3}$/,
);
/** What there is more and more of in the server's process. */
export function grew(kind: 'descriptors' | 'threads' | 'mappings'): Departure {
  return {
    reason: new RegExp(`^the process of SQL Server had \\d+ ${kind} more after \\d+ further backups$`),
    observed: new RegExp(`^at least \\d+, then at least \\d+ ${kind}$`),
    decidedBy: { kind: 'resources', role: 'engine' },
  };
}
