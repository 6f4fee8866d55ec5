import type { Act, PlannedOutcome, Reaching, SetPlan } from '../sql/direction.js';
import type { SqlSession } from '../sql/session.js';
import type { CaseRun } from './case-run.js';

/** A session's part in directing the reference's endpoint, and what is written of it. */
export class SetDirector {
  /** The plans' moments, by set. */
  readonly #moments = new Map<string | null, string>();

  constructor(
    private readonly run: CaseRun,
    private readonly session: SqlSession,
  ) {}

  async plan(set: string | null, plan: SetPlan): Promise<void> {
    const direction = await loaded();
    const at = this.run.now();
    await this.run.guard(direction.plan(this.session, set, plan));
    const detail = momentOf(plan);
    this.#moments.set(set, detail);
    this.run.event({ kind: 'directed', what: 'planned', detail }, at);
  }

  async reached(set: string | null): Promise<Reaching> {
    const direction = await loaded();
    const reaching = await this.run.guard(direction.reached(this.session, set));
    const detail = this.#moments.get(set) ?? 'a stop that another session has planned';
    const { statementMs: afterMs } = this.run.limits;
    if (reaching.state === 'reached') this.run.event({ kind: 'directed', what: 'reached', detail });
    if (reaching.state === 'not-yet')
      this.run.event({ kind: 'limit', awaited: `the server at: ${detail}`, afterMs, limit: 'statementMs' });
    return reaching;
  }

  async act(set: string | null, act: Act): Promise<number | null> {
    const direction = await loaded();
    const at = this.run.now();
    const answer = await this.run.guard(direction.act(this.session, set, act));
    // Its time is when it was told: what comes of it comes after.
    this.run.event({ kind: 'directed', what: 'acted', detail: act }, at);
    return answer;
  }

  async outcome(set: string | null): Promise<readonly PlannedOutcome[]> {
    const direction = await loaded();
    return this.run.guard(direction.outcome(this.session, set));
  }
}

/** Loaded here: a run that needs no SQL Server does not pay for it. */
function loaded() {
  return import('../sql/direction.js');
}

/** As a history has it: `sent 3, keepSession`. */
function momentOf({ stopAt, ...more }: SetPlan): string {
  const stop = stopAt === undefined ? [] : ['commands' in more ? `${stopAt} ${more.commands}` : stopAt];
  const flags = Object.entries(more).filter(([, value]) => value === true);
  return [...stop, ...flags.map(([name]) => name)].join(', ') || 'nothing';
}
