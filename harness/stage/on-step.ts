/**
 * Called before every step of a script; the step begins when it resolves. Tests kill processes with it at
 * each step of a scenario.
 */
export type OnStep = (info: {
  readonly case: string;
  /** e.g. `server.set.Close`. */
  readonly step: string;
  /** Process ids of the case's roles so far, by name. */
  readonly roles: Readonly<Record<string, number>>;
  readonly agentPid: number;
}) => Promise<void>;
