import { z } from 'zod';

/**
 * What came of a statement, as data that a history can hold: every message in the order in which the server sent it,
 * result sets, and how it ended.
 */
export const messageSchema = z.object({
  /** Place among the statement's messages, from 1. */
  n: z.number().int().positive(),
  /** When it arrived, milliseconds since the statement was sent. */
  atMs: z.number(),
  /** `error`: the server sent it as one. */
  kind: z.enum(['info', 'error']),
  /** As in sys.messages; 0: PRINT. */
  number: z.number().int(),
  /** Severity. */
  class: z.number().int(),
  state: z.number().int(),
  text: z.string(),
  server: z.string(),
  procedure: z.string(),
  /** Line of the batch, or of the procedure. */
  line: z.number().int(),
});

/** Dates as ISO 8601 in UTC, numbers that are too large for JSON as texts, bytes in hex. */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const resultSetSchema = z.object({ columns: z.array(z.string()), rows: z.array(z.array(cell)) });

export const endingSchema = z.discriminatedUnion('how', [
  /** Without an error. */
  z.object({ how: z.literal('completed') }),
  /** The server said why, in its messages. */
  z.object({ how: z.literal('failed') }),
  /** The server has acknowledged that it was cancelled: by whom asked, and for which limit. */
  z.object({
    how: z.literal('cancelled'),
    by: z.enum(['caller', 'limit']),
    limit: z.string().nullable(),
    afterMs: z.number(),
  }),
  /** The limit was over, and the server did not acknowledge the cancelling either: the kit ended the connection. */
  z.object({ how: z.literal('no-answer'), limit: z.string(), afterMs: z.number() }),
  /** The connection ended before the statement did. */
  z.object({ how: z.literal('connection-lost'), why: z.string() }),
]);

export const statementResultSchema = z.object({
  text: z.string(),
  /** The server's number of the session. */
  spid: z.number().int(),
  /** From being sent to its end, milliseconds. */
  durationMs: z.number(),
  messages: z.array(messageSchema),
  resultSets: z.array(resultSetSchema),
  /** What each statement of the batch counted. */
  rowsAffected: z.array(z.number().int()),
  ending: endingSchema,
});

export type SqlServerMessage = z.infer<typeof messageSchema>;
export type ResultSet = z.infer<typeof resultSetSchema>;
export type Cell = z.infer<typeof cell>;
export type Ending = z.infer<typeof endingSchema>;
export type StatementResult = z.infer<typeof statementResultSchema>;

/** Numbers of the errors, in order. */
export function errorNumbers({ messages }: Pick<StatementResult, 'messages'>): number[] {
  return messages.filter(({ kind }) => kind === 'error').map(({ number }) => number);
}
