import { z } from 'zod';

/**
 * What is seen of a client that is somebody else's program, as fields of events. Its calls are events of the kind `call`: the library, or what
 * stands before it, records them within the program's own process.
 */

const ns = z.number().int();

/** A file of a client: by its name, without folders, and its digest; null: it could not be read. */
export const programFileSchema = z.object({ file: z.string(), sha256: z.string().nullable() });
export type ProgramFile = z.infer<typeof programFileSchema>;

/** As what the program was started, by its configuration: options and placeholders stand as they are, other words as `…`, so no folder or secret is told. */
export const programFields = {
  kind: z.literal('program'),
  ...programFileSchema.shape,
  /** Those among its arguments; left out by kits that did not look for them. */
  files: z.array(programFileSchema).optional(),
  args: z.array(z.string()),
  direction: z.enum(['backup', 'restore']),
  devices: z.number().int(),
  /** Who issues the T-SQL. */
  statements: z.enum(['client', 'kit']),
  /** How the program tells success. `output`: a regular expression; null: its exit code alone tells. */
  success: z.object({ exitCodes: z.array(z.number().int()), output: z.string().nullable() }),
  /** Whether its calls are recorded within it; if not, there is the outside view alone. */
  view: z.enum(['inside', 'outside']),
};

/** What the program told by ending: `succeeded` by the configuration's criteria. Comes beside its `process-end`. */
export const programEndFields = {
  kind: z.literal('program-end'),
  succeeded: z.boolean(),
  /** Whether its output had the pattern; null: none is configured. */
  outputMatched: z.boolean().nullable(),
  /** Milliseconds from its start. */
  ranMs: z.number(),
};

/** A call was kept from beginning (`enter`), or its answer from its caller (`return`), until the scenario let it go on. */
export const heldFields = {
  kind: z.literal('held'),
  object: z.string(),
  method: z.string(),
  thread: z.number().int(),
  at: z.enum(['enter', 'return']),
  /** When it went on; null: the process ended first. */
  endNs: ns.nullable(),
};

/** The program wrote to the buffer of a command that it had completed. */
export const strayWriteFields = {
  kind: z.literal('stray-write'),
  /** `protected`: its pages were, and the write faulted; `checksum`: at the server's end its bytes were others than at its completion. */
  seenBy: z.enum(['protected', 'checksum']),
  buffer: z.string().regex(/^0x[0-9a-f]+$/),
  size: z.number().int(),
  /** Which thread wrote, if that is known. */
  thread: z.number().int().nullable(),
};

/** The reference's server end was told what to do with a set: `stop` to reach a moment, `act` to do something there. */
export const directedFields = {
  kind: z.literal('directed'),
  what: z.enum(['planned', 'reached', 'acted']),
  /** The plan's moment, or the act. */
  detail: z.string(),
};

/** The scenario's case does not apply to this target or program, for a reason that its configuration gives. */
export const notApplicableFields = {
  kind: z.literal('not-applicable'),
  why: z.string(),
};
