import type { RecordReport, RoleCalls, RoleEnd } from '../agent/protocol.js';
import type { EventOf } from '../history/history.js';
import { completionName, hresultName } from '../vdi/codes.js';
import type { RoleClass } from '../vdi/library.js';
import type { Answered, Bound, CaseRun } from './case-run.js';

type EndCause = EventOf<'process-end'>['cause'];

/**
 * The process of one role, seen from the harness: what it is asked and for how long, how it ends, and what it
 * leaves in the history besides calls.
 */
export abstract class RoleLife {
  #alive = true;
  #cause: EndCause = 'by-itself';
  /**
   * Set once the case is cleaned up: what ends from then on, the process or a call that an abandoned script
   * left waiting, ends because the kit tidies up, and that is no event.
   */
  #quiet = false;
  readonly #ended: Promise<void>;

  constructor(
    protected readonly run: CaseRun,
    readonly name: string,
    readonly of: RoleClass,
    /** By which the agent knows it. */
    readonly number: number,
    readonly pid: number,
  ) {
    this.#ended = this.#watch();
    this.#ended.catch(() => undefined);
  }

  get alive(): boolean {
    return this.#alive;
  }

  protected bound(limit: Bound['limit'], awaited: string): Bound {
    return { limit, ms: this.run.limits[limit], awaited };
  }

  /**
   * Asks the role's process. After an expired limit the process is killed, and only then does the expiry
   * count: were the agent at fault, the case has ended with that; and a process that was cut off could not
   * answer, however long it was awaited.
   */
  protected async ask<Op extends keyof RoleCalls>(
    op: Op,
    args: Parameters<RoleCalls[Op]>,
    bound: Bound,
  ): Promise<Answered<Awaited<ReturnType<RoleCalls[Op]>>>> {
    const answered = await this.run.role(this.number, op, args, bound);
    if (answered.how === 'ended') await this.run.guard(this.#ended);
    if (answered.how !== 'limit') return answered;
    const at = this.run.now();
    const { killedBy } = await this.#kill('killed-by-kit');
    if (killedBy === 'agent') return { how: 'ended' };
    this.limitOver(bound, at);
    return answered;
  }

  protected limitOver({ limit, ms, awaited }: Bound, at: bigint = this.run.now()): void {
    this.run.event({ kind: 'limit', role: this.name, awaited, afterMs: ms, limit }, at);
  }

  protected event(
    facts: DistributiveOmit<Parameters<CaseRun['event']>[0], 'role' | 'pid'>,
    at?: bigint | string,
    more?: Parameters<CaseRun['event']>[2],
  ): ReturnType<CaseRun['event']> {
    const whole = { role: this.name, pid: this.pid, ...facts } as Parameters<CaseRun['event']>[0];
    return this.run.event(whole, at ?? this.run.now(), more, !this.#quiet || facts.kind !== 'call');
  }

  /** Writes what was recorded natively and not told before; nothing if the process is gone. */
  protected async drain(): Promise<void> {
    if (!this.#alive) return;
    const answered = await this.ask('records', [], this.bound('callMs', `the records of ${this.name}`));
    if (answered.how === 'answered') for (const record of answered.value) this.#writeRecord(record);
  }

  #writeRecord(record: RecordReport): void {
    const { atNs, thread, order, what } = record;
    if (what === 'callback') {
      const { command, context, completionCode, bytesTransferred } = record;
      const codes = { completionCode, completionName: completionName(completionCode), bytesTransferred };
      this.event({ kind: 'callback', thread, order, command, context, ...codes }, atNs);
    } else if (what === 'agentEntered') {
      this.event({ kind: 'agent', what: 'entered', thread, order }, atNs);
    } else {
      const code = record.result;
      this.event({ kind: 'agent', what: 'returned', thread, order, code, name: hresultName(code) }, atNs);
    }
  }

  async kill(): Promise<void> {
    await this.run.step(`${this.name}.kill`);
    await this.#kill('killed-by-scenario');
  }

  async end(): Promise<void> {
    await this.run.step(`${this.name}.end`);
    await this.drain();
    if (this.#alive) this.#cause = 'asked';
    // The answer to this request is `ended`, which shows in the process's end anyway.
    this.run.connection.await('end', [this.number]).catch(() => undefined);
    if (await this.#endsWithin()) return;
    this.limitOver(this.bound('roleEndMs', `the orderly end of ${this.name}`));
    await this.#kill('killed-by-kit');
  }

  async ended(): Promise<void> {
    await this.run.step(`${this.name}.ended`);
    if (!(await this.#endsWithin())) this.limitOver(this.bound('roleEndMs', `the end of ${this.name}`));
  }

  async #endsWithin(): Promise<boolean> {
    return (await this.run.inTime(this.#ended, this.run.limits.roleEndMs)) !== null;
  }

  async #kill(cause: EndCause): Promise<RoleEnd> {
    if (this.#alive) this.#cause = cause;
    const end = await this.run.agent(this.run.connection.ask('kill', [this.number]));
    await this.run.guard(this.#ended);
    return end;
  }

  /** Follows the process to its end and writes it. */
  async #watch(): Promise<void> {
    const end = await this.run.connection.await('ended', [this.number]).finally(() => (this.#alive = false));
    this.#writeOutputs(end);
    if (end.left.length > 0) this.event({ kind: 'left-running', processes: [...end.left] }, end.atNs);
    // Our own tidying is no event; a death that came before it is.
    if (end.killedBy === 'request' && this.#quiet) return;
    const { exitCode, signal, exception } = end;
    const how = { exitCode, signal, ...(exception === null ? {} : { exception }) };
    this.event({ kind: 'process-end', ...how, cause: this.#causeOf(end) }, end.atNs);
  }

  #causeOf({ killedBy, signal }: RoleEnd): EndCause {
    if (killedBy === 'agent') return 'killed-by-kit';
    if (killedBy === 'request') return this.#cause;
    // Asked to end it may still crash on the way.
    return this.#cause === 'asked' && signal === null ? 'asked' : 'by-itself';
  }

  #writeOutputs({ outputs }: RoleEnd): void {
    for (const { atNs, stream, bytes, excerpt } of outputs) {
      this.event({ kind: 'output', stream, bytes, excerpt }, atNs);
    }
  }

  /** Kills the process, whatever it does; resolves when it is gone and its output was written. */
  async tidy(): Promise<void> {
    this.#quiet = true;
    // Also one that has ended: the agent forgets it then.
    await this.run.connection.ask('tidy', [this.number]);
    await this.#ended;
  }
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;
