import { z } from 'zod';

/**
 * Every time limit of the kit, in milliseconds, by name. An expiry names the limit, what was awaited and for
 * how long. Limits guard against a target that hangs; none of them decides a verdict on a target that does
 * not, so a slow machine needs longer limits, never other judges (`--patience` multiplies them all).
 */
export const limitsSchema = z.object({
  /** A native call that ought to return at once (everything but waiting calls). */
  callMs: z.number().positive().default(5_000),
  /** A native call that waits by design (GetCommand, GetConfiguration, the agent), once it ought to end. */
  waitingCallMs: z.number().positive().default(5_000),
  /** Completion callbacks that ought to come. */
  callbacksMs: z.number().positive().default(5_000),
  /** A role process from start to ready. */
  roleStartMs: z.number().positive().default(20_000),
  /** An orderly end of a role process; and its death after SIGKILL. */
  roleEndMs: z.number().positive().default(5_000),
  /** The threads of a role coming to rest. */
  settleMs: z.number().positive().default(5_000),
  /** In a random sequence: all threads of a role asleep, until an event that has not come is given up. */
  restMs: z.number().positive().default(150),
  /** The agent from start, or from its death, to answering. */
  agentStartMs: z.number().positive().default(20_000),
  /** An agent's answer to a request that involves no native call of a role. */
  agentAnswerMs: z.number().positive().default(10_000),
  /** A log-in to SQL Server. */
  sqlLogInMs: z.number().positive().default(15_000),
  /** A statement that reads something of SQL Server: its log, its history, what it is. */
  sqlReadingMs: z.number().positive().default(15_000),
  /** A statement of a scenario, BACKUP and RESTORE among them. */
  statementMs: z.number().positive().default(30_000),
  /** SQL Server's acknowledgement that a statement was cancelled. */
  sqlAnswerMs: z.number().positive().default(10_000),
  /** A session that was killed, once its set has ended: until the server lists it no more. */
  sessionEndMs: z.number().positive().default(15_000),
  /** What a scenario waits to see of a vendor's client: a call that it ought to make. */
  clientStepMs: z.number().positive().default(15_000),
  /** The end of a vendor's client, once there is nothing left for it to wait for. */
  clientEndMs: z.number().positive().default(10_000),
  /** The end of a vendor's client that makes a backup, or restores one, to its good end. */
  clientRunMs: z.number().positive().default(60_000),
  /** What is recorded of a set, from the end of its backup to the end of the set object. */
  recordingEndMs: z.number().positive().default(5_000),
  /** The Docker engine's answer to what it can do at once. */
  engineAnswerMs: z.number().positive().default(60_000),
  /** A container from its start to being ready: with SQL Server's start, and Windows' under Hyper-V. */
  containerStartMs: z.number().positive().default(300_000),
  /** In a container the library's examination, and the agent's start; what they wait for has limits of its own there, which say more. */
  containerAnswerMs: z.number().positive().default(90_000),
  /** An image's build, with the download and the set-up of SQL Server. */
  imageBuildMs: z.number().positive().default(10_800_000),
  /** One case of a scenario, all its steps together. */
  caseMs: z.number().positive().default(45_000),
});

export type Limits = z.infer<typeof limitsSchema>;
export type LimitName = keyof Limits;

export const DEFAULT_LIMITS: Limits = limitsSchema.parse({});

/** What a timer can hold, 24 days: a longer one would be over at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The default limits, or those given in their place, each multiplied by `patience`. */
export function limitsWithPatience(patience: number, own: Partial<Limits> = {}): Limits {
  return limitsSchema.parse(
    Object.fromEntries(
      Object.entries({ ...DEFAULT_LIMITS, ...own }).map(([name, ms]) => [
        name,
        Math.min(ms * patience, LONGEST_MS),
      ]),
    ),
  );
}
