import { DEFAULT_LIMITS, limitsWithPatience, type Limits } from '../../limits/limits.js';
import { openSession } from '../../stage/session.js';
import type { Fault } from '../../targets/library.js';
import type { Target, TargetOptions } from '../../targets/target.js';
import { whileRunning } from '../certify/while-running.js';
import type { Departure } from '../../../specs/faults/departure.js';
import type { Subject } from '../../../specs/rules/rule.js';
import type { RuleCheck } from './checks.js';
import { wrongClient } from './wrong-clients.js';
import { plan, type PlannedCase } from './plan.js';
import { isDoubtful } from './doubt.js';
import { runPlanned, type Judged } from './run-case.js';

/** Cases that run side by side: while one waits for what a fault holds up, another goes on. */
const CASES_AT_ONCE = 3;

/**
 * A fault that hangs costs a whole limit, and hanging for less long is hanging all the same. Processes get
 * the time that they get in a certification.
 */
const SHORT_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  callMs: 1_000,
  waitingCallMs: 1_000,
  callbacksMs: 1_000,
  caseMs: 20_000,
};

/** A client waits for SQL Server's own time-out; statements that do not end are ended. */
const SHORT_LIMITS_OF_ENGINE: Limits = {
  ...SHORT_LIMITS,
  waitingCallMs: 4_000,
  statementMs: 6_000,
  sessionEndMs: 3_000,
};

/** A client that hangs is given up, and so is what a wrong one never does. */
const SHORT_LIMITS_OF_CLIENT: Limits = {
  ...DEFAULT_LIMITS,
  clientEndMs: 1_500,
  clientRunMs: 6_000,
  clientStepMs: 3_000,
  statementMs: 6_000,
  caseMs: 30_000,
};

const SHORT: Readonly<Record<Subject, Limits>> = {
  interface: SHORT_LIMITS,
  engine: SHORT_LIMITS_OF_ENGINE,
  client: SHORT_LIMITS_OF_CLIENT,
};

/** With which what a short limit may have decided is asked again: a certification's, but that a client that hangs may do so for less long. */
const LONG: Readonly<Record<Subject, Limits>> = {
  interface: DEFAULT_LIMITS,
  engine: DEFAULT_LIMITS,
  client: { ...DEFAULT_LIMITS, clientEndMs: 6_000, clientRunMs: 15_000, caseMs: 90_000 },
};

export interface FaultRun {
  /** Whose reference makes the fault. */
  readonly target: Target;
  readonly fault: Fault;
  /** The rule that the fault belongs to. */
  readonly own: string;
  readonly departure: Departure;
  readonly checks: readonly RuleCheck[];
  readonly subject: Subject;
  readonly thorough: boolean;
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs the certification against a reference that makes a fault.
 * @throws what starting a target throws, or the signal's reason.
 */
export async function runFault(run: FaultRun): Promise<Judged[]> {
  const judged = await runAll(
    run,
    plan(run.checks, run.own, run.thorough),
    limitsWithPatience(run.patience, SHORT[run.subject]),
  );
  const doubtful = judged.filter((each) => isDoubtful(each, run.own, run.departure));
  if (doubtful.length === 0) return judged;
  // Nothing may be said because a busy machine needed longer than a short limit.
  const again = plan(run.checks, run.own, true).flatMap((planned) => {
    const judgedBy = planned.judgedBy.filter(({ rule }) =>
      doubtful.some((each) => each.rule === rule && each.case === planned.definition.id),
    );
    return judgedBy.length === 0 ? [] : [{ ...planned, judgedBy }];
  });
  const second = await runAll(run, again, limitsWithPatience(run.patience, LONG[run.subject]));
  return [...judged.filter((each) => !doubtful.includes(each)), ...second];
}

async function runAll(run: FaultRun, cases: readonly PlannedCase[], limits: Limits): Promise<Judged[]> {
  run.signal?.throwIfAborted();
  // Each case announces its processes: none needs to be kept warm for what may come.
  const running = await run.target.start({ ...wrongWith(run), limits, warmRoles: 0 });
  const { result } = await whileRunning(running, run.signal, async () => {
    const session = await openSession(running.connection);
    const waiting = [...cases];
    const judged: Judged[] = [];
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        judged.push(...(await runPlanned(session, next)));
      }
    };
    await Promise.all(Array.from({ length: CASES_AT_ONCE }, lane));
    await session.close();
    return judged;
  });
  return result;
}

/** Who makes the fault: the target's reference, or our own client. */
function wrongWith({ subject, target, fault }: FaultRun): Omit<TargetOptions, 'limits'> {
  if (subject === 'client') return { client: wrongClient(target.name, fault) };
  return { fault: fault.id, engine: subject === 'engine' };
}
