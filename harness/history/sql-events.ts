import { z } from 'zod';
import { statementResultSchema } from '../sql/statement-result.js';

/**
 * What is seen of SQL Server through T-SQL, as fields of events. A session runs in the harness and not in the target: these
 * events are timed by the harness, told on the target's clock, which it has compared with its own. Where harness and
 * target are one machine that is one clock; elsewhere it is off by half of what the comparison took, at most.
 */

/** A statement with all its messages, in the order in which they came. `atNs` is when it was sent, `endNs` its end. */
export const statementFields = {
  kind: z.literal('statement'),
  /** The session's name within the case. */
  session: z.string(),
  ...statementResultSchema.shape,
  endNs: z.number().int(),
};

/**
 * Lines of ERRORLOG that tell of backups since the session was opened: those that name a device of the case, and those of the
 * numbers 18210 and 3041. No others are kept, for they are none of a certification's business.
 */
export const errorLogFields = {
  kind: z.literal('error-log'),
  session: z.string(),
  label: z.string(),
  /** `at`: the server's clock and time zone, written as if that were UTC. */
  lines: z.array(z.object({ at: z.string(), process: z.string(), text: z.string() })),
};

/** What msdb remembers of the backups to devices of the case. */
export const backupHistoryFields = {
  kind: z.literal('backup-history'),
  session: z.string(),
  label: z.string(),
  backups: z.array(
    z.object({
      backupSetId: z.number().int(),
      database: z.string(),
      /** D a database, L its log. */
      type: z.string(),
      bytes: z.number(),
      /** `type` 7: a virtual device. */
      devices: z.array(z.object({ sequence: z.number().int(), name: z.string(), type: z.number().int() })),
    }),
  ),
};

/**
 * Whether the server lists a session that was killed. It does until the statement has been rolled back, whatever became of the
 * connection meanwhile. `atNs` is when it was asked, `endNs` when it had answered, for the last time.
 */
export const killedSessionFields = {
  kind: z.literal('killed-session'),
  /** Who asked. */
  session: z.string(),
  /** Of the one that was killed. */
  spid: z.number().int(),
  label: z.string(),
  listed: z.boolean(),
  /** How long it was waited for that it is listed no more; 0: it was looked at once. */
  waitedMs: z.number(),
  /** The limit that was over while it was still listed; null: none. */
  limit: z.string().nullable(),
  endNs: z.number().int(),
};

/** What the server says of itself to a session of the case. */
export const serverFactsFields = {
  kind: z.literal('server-facts'),
  session: z.string(),
  spid: z.number().int(),
  version: z.string(),
  productVersion: z.string(),
  productLevel: z.string(),
  edition: z.string(),
  sysadmin: z.boolean(),
  /** Of the server's process, as the target's system numbers it; null: it does not tell. */
  processId: z.number().int().nullable(),
  /** The VDI library that its process had loaded by then, as it names it; null: none was seen. */
  vdiLibrary: z.object({ file: z.string(), fileVersion: z.string().nullable() }).nullable(),
  /** Why none was seen: there is none yet, or the log-in may not see it; null: one was. */
  noVdiLibrary: z.string().nullable(),
};
