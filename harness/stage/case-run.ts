import type { Asked, RoleCalls } from '../agent/protocol.js';
import { KitError } from '../errors/kit-error.js';
import type { LimitName, Limits } from '../limits/limits.js';
import type { AgentConnection } from './agent-connection.js';
import { CaseEnded } from './case-ended.js';
import type { EventDraft, EventFacts, HistoryDraft } from './history-draft.js';
import type { OnStep } from './on-step.js';

/** What became of something that a role was asked. */
export type Answered<T> =
  Asked<T> | { readonly how: 'limit'; readonly afterMs: number; readonly limit: LimitName };

/** A limit that may begin to count later than what it bounds. */
export interface Bound {
  readonly limit: LimitName;
  readonly ms: number;
  readonly awaited: string;
  /** Resolves when the limit begins to count. */
  readonly from?: Promise<void>;
}

/** For calls that return at once, and for the role's own waits on its recorder. */
const SPARE_THREADS = 4;

/**
 * One case under way: where its events go, what bounds its waits, and how it is ended from outside. Everything
 * that a script awaits goes through `guard`, so that it stops when its case does.
 */
export class CaseRun {
  readonly limits: Limits;
  /** Rejects with CaseEnded when the case is over before its script is. */
  readonly ended: Promise<never>;
  #end: (reason: CaseEnded) => void = () => undefined;
  #over: CaseEnded | null = null;
  #steps: Promise<void> = Promise.resolve();
  readonly #processes = new Map<string, number>();

  constructor(
    readonly id: string,
    readonly connection: AgentConnection,
    limits: Limits,
    private readonly draft: HistoryDraft,
    private readonly onStep: OnStep | undefined,
    /** See CaseDefinition. All 64 devices, and some to spare, unless the case says otherwise. */
    readonly waitingCalls = 72,
  ) {
    this.limits = limits;
    this.ended = new Promise((_, reject) => {
      this.#end = reject;
    });
    this.ended.catch(() => undefined);
    if (connection.open) connection.onLost.add(this.#agentLost);
    else this.#agentLost();
  }

  /** Threads for calls that a role of this case needs. */
  get threads(): number {
    return this.waitingCalls + SPARE_THREADS;
  }

  readonly #agentLost = (): void => {
    this.fault('AGENT_LOST', 'the agent ended while the case was under way');
  };

  get over(): boolean {
    return this.#over !== null;
  }

  now(): bigint {
    return this.connection.clock.now();
  }

  /** Writes an event; none is written once the case is over. */
  event(
    facts: EventFacts,
    at: bigint | string = this.now(),
    more: Pick<EventDraft, 'end' | 'because'> = {},
    wanted = true,
  ): EventDraft {
    const event: EventDraft = { case: this.id, at: BigInt(at), facts, ...more };
    return this.over || !wanted ? event : this.draft.add(event);
  }

  /** Ends the case for a reason that says nothing about the target. The first reason stands. */
  fault(code: string, message: string): void {
    this.event({ kind: 'kit-fault', code, message });
    this.end(`${code}: ${message}`);
  }

  /** Whatever is still awaited stops; nothing more is written. */
  end(why: string): void {
    if (this.#over !== null) return;
    this.connection.onLost.delete(this.#agentLost);
    this.#over = new CaseEnded(why);
    this.#end(this.#over);
  }

  guard<T>(what: Promise<T>): Promise<T> {
    if (this.#over !== null) return Promise.reject(this.#over);
    return Promise.race([what, this.ended]);
  }

  /** What something came to within a limit; null: it had not when the limit was over, which is the caller's to write. */
  async inTime<T>(what: Promise<T>, ms: number): Promise<{ readonly value: T } | null> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<null>((resolve) => {
      timer = setTimeout(() => {
        resolve(null);
      }, ms);
    });
    try {
      return await this.guard(Promise.race([what.then((value) => ({ value })), over]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** A role that the step hook is told of. */
  hasProcess(role: string, pid: number): void {
    this.#processes.set(role, pid);
  }

  /**
   * Every step of a script begins here. Without a hook it is no wait at all; with one, steps begin one after
   * another in the order in which the script took them.
   */
  async step(step: string): Promise<void> {
    if (this.#over !== null) throw this.#over;
    const { onStep } = this;
    if (onStep === undefined) return;
    const info = {
      case: this.id,
      step,
      roles: Object.fromEntries(this.#processes),
      agentPid: this.connection.pid,
    };
    this.#steps = this.#steps.then(() => onStep(info));
    await this.guard(this.#steps);
  }

  /** A question to the agent itself. An agent that does not answer, or is gone, ends the case. */
  async agent<T>(question: Promise<T>): Promise<T> {
    try {
      return await this.guard(question);
    } catch (error) {
      if (error instanceof KitError && (error.code === 'LIMIT_OVER' || error.code === 'CONNECTION_LOST')) {
        const code = error.code === 'LIMIT_OVER' ? 'AGENT_SILENT' : 'AGENT_LOST';
        this.fault(code, error.message);
        return this.ended;
      }
      throw error;
    }
  }

  /** Asks a role, for no longer than the bound says. What to do about an expiry is the caller's. */
  async role<Op extends keyof RoleCalls>(
    role: number,
    op: Op,
    args: Parameters<RoleCalls[Op]>,
    bound: Bound,
  ): Promise<Answered<Awaited<ReturnType<RoleCalls[Op]>>>> {
    type Value = Awaited<ReturnType<RoleCalls[Op]>>;
    let timer: NodeJS.Timeout | undefined;
    let answered = false;
    const asked = this.connection.await('ask', [role, op, args]) as Promise<Asked<Value>>;
    const expiry = new Promise<Answered<Value>>((resolve) => {
      const begin = (): void => {
        // Who awaits an answer that is there already has nothing to wait for.
        if (answered) return;
        const over = { how: 'limit', afterMs: bound.ms, limit: bound.limit } as const;
        timer = setTimeout(() => {
          resolve(over);
        }, bound.ms);
      };
      if (bound.from === undefined) begin();
      else void bound.from.then(begin);
    });
    try {
      return await this.agent(Promise.race([asked, expiry]));
    } finally {
      answered = true;
      clearTimeout(timer);
    }
  }
}
