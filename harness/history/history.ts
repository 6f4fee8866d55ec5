import { z } from 'zod';
import {
  backupHistoryFields,
  errorLogFields,
  killedSessionFields,
  serverFactsFields,
  statementFields,
} from './sql-events.js';
import {
  directedFields,
  heldFields,
  notApplicableFields,
  programEndFields,
  programFields,
  strayWriteFields,
} from './program-events.js';

/**
 * A history: what happened, and nothing else. Roles, agents and probes write facts here while a scenario
 * runs; judges read it and nothing besides. The schema is versioned: a judge of this version can judge any
 * history of this version again, on another machine, years later.
 *
 * Times (`atNs`, `endNs`) are nanoseconds on the target's monotonic clock since the history's first event.
 * Addresses are lower-case hexadecimal strings (`0x7f…`): they exceed what a JSON number can hold.
 */
export const HISTORY_SCHEMA = 'vdi-conformance/history/1';

const ns = z.number().int();
const address = z.string().regex(/^0x[0-9a-f]+$/);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Arguments and results as the roles saw them: scalars by name; structures one level deep. */
const values = z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)]));

/** How a call ended: its answer, or why there is none. */
export const outcomeSchema = z.discriminatedUnion('how', [
  /** The method returned an HRESULT: `code` is unsigned 32-bit, `name` its symbol or the code in hex. */
  z.object({ how: z.literal('returned'), code: z.number().int(), name: z.string(), results: values }),
  /** The method returned a count (AddRef, Release) or a value of the kit's own native lines. */
  z.object({ how: z.literal('value'), value: z.number() }),
  /** The process ended before the method did: see the role's `process-end` event. */
  z.object({ how: z.literal('process-ended') }),
  /** The method had not returned when its time limit was over. */
  z.object({ how: z.literal('no-answer'), afterMs: z.number(), limit: z.string() }),
]);

const base = z.object({
  /** Ordinal within the history, from 1, in order of `atNs`. Findings name events by it. */
  n: z.number().int().positive(),
  /** The case of the scenario to which the event belongs. */
  case: z.string(),
  atNs: ns,
});
/** Something that a role's process did: `role` is its name within the case, `pid` its process. */
const byRole = base.extend({ role: z.string(), pid: z.number().int() });

/** One call of a method through its vtable slot. */
export const callSchema = byRole.extend({
  kind: z.literal('call'),
  /** The object called: `set`, `set-2`, `device:<name>`: unique within the role. */
  object: z.string(),
  interface: z.string(),
  method: z.string(),
  args: values,
  outcome: outcomeSchema,
  endNs: ns.nullable(),
  /** As the system numbers it; told of calls that somebody else's program made, which are recorded within it. */
  thread: z.number().int().optional(),
});

/** The thread lent to ExecuteCompletionAgent entered it, or came back; written natively on that thread. */
const agentSchema = byRole.extend({
  kind: z.literal('agent'),
  what: z.enum(['entered', 'returned']),
  thread: z.number().int(),
  /** Place in the total order of everything recorded natively in this process. */
  order: z.number().int(),
  code: z.number().int().optional(),
  name: z.string().optional(),
});

/** A completion callback, written natively on the thread it came on. */
const callbackSchema = byRole.extend({
  kind: z.literal('callback'),
  thread: z.number().int(),
  order: z.number().int(),
  /** Number of the command (the `command` argument of its SendCommand); null: not one that was sent. */
  command: z.number().int().nullable(),
  /** completionContext as it arrived; it was sent equal to the command's number. */
  context: z.number(),
  completionCode: z.number().int(),
  completionName: z.string(),
  bytesTransferred: z.number().int(),
});

/** A program or library in a process, by its file's name without a folder. */
const loadedModule = z.object({ name: z.string(), from: address, size: z.number().int() });

const mapping = z.object({ from: address, to: address, access: z.string(), name: z.string() });

/** What the operating system says of a process. Mappings: shared or file-backed ones, not the heap's. */
const resourcesSchema = byRole.extend({
  kind: z.literal('resources'),
  label: z.string(),
  mappings: z.array(mapping),
  descriptors: z.array(z.object({ id: z.number().int(), target: z.string() })),
  threads: z.array(z.number().int()),
  /** On Windows; elsewhere libraries are among the mappings. */
  modules: z.array(loadedModule).optional(),
});

/** For address ranges of a process: is the range mapped, seen from inside (`self`) or outside. */
const rangesSchema = byRole.extend({
  kind: z.literal('ranges'),
  label: z.string(),
  seenFrom: z.enum(['self', 'outside']),
  ranges: z.array(
    z.object({ label: z.string(), address, size: z.number().int(), mapped: z.boolean(), by: z.string() }),
  ),
});

/** Which named objects of a set exist on the target, for anyone who looks. */
const objectsSchema = base.extend({
  kind: z.literal('objects'),
  label: z.string(),
  set: z.string(),
  objects: z.array(z.string()),
});

/** A byte was read or written at an address, in a process that may not survive it. */
const touchSchema = byRole.extend({
  kind: z.literal('touch'),
  address,
  access: z.enum(['read', 'write']),
  survived: z.boolean(),
});

/** Bytes of a buffer were compared with the pattern that was written there. */
const bufferSchema = byRole.extend({
  kind: z.literal('buffer'),
  label: z.string(),
  address,
  size: z.number().int(),
  intact: z.boolean(),
});

/**
 * The library was unloaded (or could not be). `canUnload` is DllCanUnloadNow's answer just before. Both are null when
 * the process did not live to tell, or did not answer in time.
 */
const unloadSchema = byRole.extend({
  kind: z.literal('unload'),
  label: z.string(),
  /** What was called, in order: on Windows COM is given back as well. */
  calls: z.array(z.string()).optional(),
  canUnload: z.object({ code: z.number().int(), name: z.string() }).nullable(),
  stillLoaded: z.boolean().nullable(),
});

/** An exception of Windows, and where it came from: `address` is that of the instruction. */
const exceptionSchema = z.object({
  code: z.number().int(),
  address,
  /** What the address lies in, by its file's name; `unloaded`: it lay there before. Null: in none. */
  module: z.object({ name: z.string(), offset: z.number().int(), unloaded: z.boolean() }).nullable(),
  /** Of an access violation: what was tried, and with which address. */
  access: z.object({ how: z.enum(['read', 'write', 'execute']), address }).nullable(),
});

/**
 * `program`: somebody else's, a vendor's client; its process may start others that use the library, and each is a role of its own
 * from its first set object on.
 */
const processStartSchema = byRole.extend({
  kind: z.literal('process-start'),
  class: z.enum(['server', 'client', 'program']),
});

const processEndSchema = byRole.extend({
  kind: z.literal('process-end'),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  /**
   * `asked`: the scenario asked it to end; `killed-by-scenario`: the scenario killed it; `killed-by-kit`: the
   * kit ended it after an expired limit or broken protocol; `by-itself`: nobody of the kit asked for it.
   */
  cause: z.enum(['asked', 'killed-by-scenario', 'killed-by-kit', 'by-itself']),
  /** On Windows: the exception that ended it, if one did and was seen. */
  exception: exceptionSchema.optional(),
});

/** When the role's process had ended, others that came from it still ran; the kit has killed them. */
const leftRunningSchema = byRole.extend({
  kind: z.literal('left-running'),
  processes: z.array(z.object({ pid: z.number().int(), name: z.string() })),
});

/** The role's process wrote to its standard output or error, or sent what is not our protocol. */
const outputSchema = byRole.extend({
  kind: z.literal('output'),
  stream: z.enum(['stdout', 'stderr', 'protocol']),
  bytes: z.number().int(),
  excerpt: z.string(),
});

/** A time limit was over: what was awaited, for how long, which named setting it was. */
const limitSchema = base.extend({
  kind: z.literal('limit'),
  role: z.string().optional(),
  awaited: z.string(),
  afterMs: z.number(),
  limit: z.string(),
});

/** The scenario could not go on: a step that the rest needs was not answered as it must be (event `because`). */
const abandonedSchema = base.extend({
  kind: z.literal('abandoned'),
  why: z.string(),
  because: z.number().int().positive().nullable(),
});

/** The kit, its machine or its agent failed: nothing can be said about the target from here on. */
const kitFaultSchema = base.extend({ kind: z.literal('kit-fault'), code: z.string(), message: z.string() });

const programSchema = byRole.extend(programFields);
const programEndSchema = byRole.extend(programEndFields);
const heldSchema = byRole.extend(heldFields);
const strayWriteSchema = byRole.extend(strayWriteFields);
const directedSchema = base.extend(directedFields);
const notApplicableSchema = base.extend(notApplicableFields);
const statementSchema = base.extend(statementFields);
const errorLogSchema = base.extend(errorLogFields);
const backupHistorySchema = base.extend(backupHistoryFields);
const killedSessionSchema = base.extend(killedSessionFields);
const serverFactsSchema = base.extend(serverFactsFields);

export const eventSchema = z.discriminatedUnion('kind', [
  callSchema,
  agentSchema,
  callbackSchema,
  resourcesSchema,
  rangesSchema,
  objectsSchema,
  touchSchema,
  bufferSchema,
  unloadSchema,
  processStartSchema,
  processEndSchema,
  leftRunningSchema,
  outputSchema,
  limitSchema,
  abandonedSchema,
  kitFaultSchema,
  statementSchema,
  errorLogSchema,
  backupHistorySchema,
  killedSessionSchema,
  serverFactsSchema,
  programSchema,
  programEndSchema,
  heldSchema,
  strayWriteSchema,
  directedSchema,
  notApplicableSchema,
]);

export const historySchema = z.object({
  schema: z.literal(HISTORY_SCHEMA),
  rule: z.string(),
  scenario: z.string(),
  kit: z.object({ name: z.string(), version: z.string() }),
  target: z.object({
    name: z.string(),
    /** e.g. `linux-x64`, or `win32-x64, Wine 8.0`. */
    platform: z.string(),
    library: z.object({
      file: z.string(),
      sha256: z.string(),
      version: z.string().nullable(),
      /** On Windows: the version in the file's resource. */
      fileVersion: z.string().nullable().optional(),
      /** On Windows: whether the file gave its class objects itself, or COM found it registered. */
      activation: z.enum(['from-file', 'registered']).optional(),
      /** How VDI's classes are registered, for the user and for the machine, if COM was asked. */
      registration: z
        .array(
          z.object({
            class: z.enum(['server', 'client']),
            hive: z.enum(['machine', 'user']),
            inprocServer32: z.string(),
            threadingModel: z.string().nullable(),
          }),
        )
        .optional(),
      /** What COM answered before anything was played, in a process of its own: an HRESULT's name, or why none came. */
      activated: z
        .array(z.object({ class: z.enum(['server', 'client']), call: z.string(), answer: z.string() }))
        .optional(),
    }),
    /** The SQL Server instance that calls were made for; left out: the default one. */
    instance: z.string().optional(),
    /** The SQL Server whose keeping of the rules was looked at; left out: none was needed. */
    sqlServer: z
      .object({
        /** @@VERSION. */
        version: z.string(),
        productVersion: z.string(),
        productLevel: z.string(),
        edition: z.string(),
      })
      .optional(),
    /** A departure that the reference was told to make (kit's own proofs); null in every certification. */
    fault: z.string().nullable(),
  }),
  startedAt: z.iso.datetime(),
  cases: z.array(z.object({ id: z.string(), parameters: z.record(z.string(), scalar) })),
  events: z.array(eventSchema),
});

export type History = z.infer<typeof historySchema>;
export type HistoryEvent = z.infer<typeof eventSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type EventOf<K extends HistoryEvent['kind']> = Extract<HistoryEvent, { kind: K }>;
export type CallEvent = EventOf<'call'>;
export type CaseParameters = History['cases'][number]['parameters'];
