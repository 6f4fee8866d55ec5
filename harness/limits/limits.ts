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
  /** The agent from start, or from its death, to answering. */
  agentStartMs: z.number().positive().default(20_000),
  /** An agent's answer to a request that involves no native call of a role. */
  agentAnswerMs: z.number().positive().default(10_000),
  /** One case of a scenario, all its steps together. */
  caseMs: z.number().positive().default(45_000),
});

export type Limits = z.infer<typeof limitsSchema>;
export type LimitName = keyof Limits;

export const DEFAULT_LIMITS: Limits = limitsSchema.parse({});

/** The default limits, each multiplied by `patience`. */
export function limitsWithPatience(patience: number): Limits {
  return limitsSchema.parse(
    Object.fromEntries(Object.entries(DEFAULT_LIMITS).map(([name, ms]) => [name, ms * patience])),
  );
}
