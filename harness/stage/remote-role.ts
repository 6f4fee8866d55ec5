import type { CallReport, RecordReport, RoleCalls, RoleEnd, SetMade } from '../agent/protocol.js';
import { UsageError } from '../errors/kit-error.js';
import type { EventOf } from '../history/history.js';
import { checkArguments, type CheckedArguments } from '../vdi/arguments.js';
import { completionName, hresultName, HRESULT } from '../vdi/codes.js';
import type { InterfaceName, Slot } from '../vdi/interfaces.js';
import type { RoleClass } from '../vdi/library.js';
import type { Answered, Bound, CaseRun } from './case-run.js';
import { pendingCall } from './pending-call.js';
import { answerOf, outcomeOf, RemoteComObject } from './remote-object.js';
import type { StageBook } from './stage-book.js';
import type { AddressRange, Answer, CallOptions, PendingCall, RemoteObject, Role } from './stage.js';

/** For calls that return at once, and for the role's own waits on its recorder. */
const SPARE_THREADS = 4;

type EndCause = EventOf<'process-end'>['cause'];

/** What the harness knows of one role, and how a scenario's words become requests and events. */
export abstract class RemoteRole implements Role {
  readonly set: RemoteComObject;
  #alive = true;
  #cause: EndCause = 'by-itself';
  /**
   * Set once the case is cleaned up: what ends from then on, the process or a call that an abandoned script
   * left waiting, ends because the kit tidies up. That is no event; only output still is.
   */
  #quiet = false;
  #calls = 0;
  #sets = 1;
  readonly #objectIds = new Set<string>(['set']);
  #waiting = 0;
  readonly #issued = new Map<number, () => void>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #ended: Promise<void>;

  constructor(
    protected readonly run: CaseRun,
    protected readonly book: StageBook,
    readonly name: string,
    readonly of: RoleClass,
    readonly number: number,
    readonly pid: number,
  ) {
    this.set = new RemoteComObject(this, 'set', this.setInterface);
    this.#ended = this.#watch();
    this.#ended.catch(() => undefined);
  }

  get alive(): boolean {
    return this.#alive;
  }

  get setInterface(): InterfaceName {
    return this.of === 'server' ? 'IServerVirtualDeviceSet2' : 'IClientVirtualDeviceSet2';
  }

  /** Loads the library and makes the first set object. */
  load(): Promise<void> {
    return this.#makeSet('set', 'load', [this.of, this.run.waitingCalls + SPARE_THREADS]);
  }

  async newSet(): Promise<RemoteObject> {
    await this.run.step(`${this.name}.newSet`);
    const id = `set-${++this.#sets}`;
    await this.#makeSet(id, 'newSet', [id]);
    return new RemoteComObject(this, id, this.setInterface);
  }

  /**
   * Making a set object is no step of a rule, so only its failure is written: as a call, which the case is
   * then abandoned for.
   */
  async #makeSet<Op extends 'load' | 'newSet'>(
    id: string,
    op: Op,
    args: Parameters<RoleCalls[Op]>,
  ): Promise<void> {
    const at = this.run.now();
    const bound = this.bound('callMs', `a set object of ${this.name}`);
    const answered = (await this.ask(op, args, bound)) as Answered<SetMade>;
    if (answered.how === 'answered' && answered.value.made) return;
    const answer = this.written(
      { id, interface: 'IClassFactory' },
      answered.how === 'answered' ? answered.value.method : 'CreateInstance',
      { class: this.of },
      answered.how === 'answered' ? { how: 'answered', value: answered.value.report } : answered,
      at,
    );
    this.book.abandon(`${this.name} could not be given a set object`, answer);
  }

  call(
    object: RemoteComObject,
    methodName: string,
    given: Record<string, unknown>,
    { observe }: CallOptions,
  ): PendingCall {
    const { method, args: checked } = checkArguments(object.interface, methodName, given);
    const args = this.completed(method, checked);
    const call = ++this.#calls;
    const objectId = method.parameters.some(({ kind }) => kind === 'outObject')
      ? this.newObjectId(typeof args['name'] === 'string' ? `device:${args['name']}` : `${object.id}/object`)
      : undefined;
    return this.pending(call, method, (bound) => {
      const request = {
        call,
        object: object.id,
        method: method.name,
        args,
        ...(objectId === undefined ? {} : { objectId }),
        ...(observe === undefined ? {} : { observe: observe.ranges }),
      };
      return this.#called(object, method, args, observe?.label, () => this.ask('call', [request], bound));
    });
  }

  async #called(
    object: RemoteComObject,
    method: Slot,
    args: CheckedArguments,
    label: string | undefined,
    ask: () => Promise<Answered<CallReport>>,
  ): Promise<Answer> {
    await this.run.step(`${this.name}.${object.id}.${method.name}`);
    const at = this.run.now();
    const answered = await ask();
    const answer = this.written(object, method, args, answered, at);
    if (answered.how === 'answered' && answered.value.observed !== undefined && label !== undefined) {
      const { atNs, ranges } = answered.value.observed;
      this.event({ kind: 'ranges', label, seenFrom: 'self', ranges: [...ranges] }, atNs);
    }
    return answer;
  }

  /**
   * A call's promise. A method that waits by design is bounded by `waitingCallMs` from when the script awaits
   * it, or from the script's end; any other by `callMs` from its start.
   */
  protected pending(call: number, method: Slot, make: (bound: Bound) => Promise<Answer>): PendingCall {
    let begin: () => void = () => undefined;
    const awaited = new Promise<void>((resolve) => (begin = resolve));
    const what = `${method.name} of ${this.name}`;
    const bound: Bound =
      method.waits === true
        ? { ...this.bound('waitingCallMs', what), from: awaited }
        : this.bound('callMs', what);
    if (method.waits === true) this.#waits();
    const issued = new Promise<void>((resolve) => this.#issued.set(call, resolve));
    const answer = make(bound);
    const started = Promise.race([issued, answer.then(() => undefined)]);
    const pending = pendingCall(answer, started, begin);
    this.#pending.add(pending);
    const settled = (): void => {
      this.#pending.delete(pending);
      this.#issued.delete(call);
      if (method.waits === true) this.#waiting -= 1;
    };
    answer.then(settled, settled);
    return pending;
  }

  #waits(): void {
    const { waitingCalls } = this.run;
    if (this.#waiting >= waitingCalls) {
      throw new UsageError(
        'TOO_MANY_WAITING_CALLS',
        `${this.name} would have more than ${waitingCalls} waiting calls under way`,
        { remedy: "Raise the case's waitingCalls." },
      );
    }
    this.#waiting += 1;
  }

  issued(call: number): void {
    this.#issued.get(call)?.();
  }

  protected nextCall(): number {
    return ++this.#calls;
  }

  protected newObjectId(wish: string): string {
    let id = wish;
    for (let n = 2; this.#objectIds.has(id); n++) id = `${wish}#${n}`;
    this.#objectIds.add(id);
    return id;
  }

  /** Lets a role add what a scenario does not say: the number of a command. */
  protected completed(_method: Slot, args: CheckedArguments): CheckedArguments {
    return args;
  }

  protected bound(limit: Bound['limit'], awaited: string): Bound {
    return { limit, ms: this.run.limits[limit], awaited };
  }

  /**
   * Asks the role's process. After an expired limit the process is killed, and only then does the expiry
   * count: were the agent at fault, the case has ended with that.
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
    await this.#kill('killed-by-kit');
    this.limitOver(bound, at);
    return answered;
  }

  protected limitOver({ limit, ms, awaited }: Bound, at: bigint = this.run.now()): void {
    this.run.event({ kind: 'limit', role: this.name, awaited, afterMs: ms, limit }, at);
  }

  /** Writes a call's event and makes the answer that the script gets. */
  protected written(
    object: { readonly id: string; readonly interface: InterfaceName },
    method: Slot | string,
    args: CheckedArguments,
    answered: Answered<CallReport>,
    at: bigint,
  ): Answer {
    const slot = typeof method === 'string' ? { name: method, parameters: [] } : method;
    const report = answered.how === 'answered' ? answered.value : null;
    const outcome =
      answered.how === 'answered'
        ? outcomeOf(slot, answered.value)
        : answered.how === 'ended'
          ? ({ how: 'process-ended' } as const)
          : ({ how: 'no-answer', afterMs: answered.afterMs, limit: answered.limit } as const);
    const event = this.event(
      { kind: 'call', object: object.id, interface: object.interface, method: slot.name, args, outcome },
      report?.startNs ?? at,
      { end: report === null ? null : BigInt(report.endNs) },
    );
    return this.book.remember(answerOf(slot.name, outcome), event);
  }

  protected event(
    facts: DistributiveOmit<Parameters<CaseRun['event']>[0], 'role' | 'pid'>,
    at?: bigint | string,
    more?: Parameters<CaseRun['event']>[2],
  ): ReturnType<CaseRun['event']> {
    const whole = { role: this.name, pid: this.pid, ...facts } as Parameters<CaseRun['event']>[0];
    return this.run.event(whole, at ?? this.run.now(), more, !this.#quiet || facts.kind === 'output');
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

  async resources(label: string): Promise<void> {
    await this.run.step(`${this.name}.resources`);
    await this.drain();
    const { atNs, seen } = await this.run.agent(this.run.connection.ask('resources', [this.number]));
    if (seen === null) return;
    const { mappings, descriptors, threads } = seen;
    this.event(
      {
        kind: 'resources',
        label,
        mappings: [...mappings],
        descriptors: [...descriptors],
        threads: [...threads],
      },
      atNs,
    );
  }

  async ranges(label: string, ranges: readonly AddressRange[]): Promise<void> {
    await this.run.step(`${this.name}.ranges`);
    const { atNs, seen } = await this.run.agent(this.run.connection.ask('ranges', [this.number, ranges]));
    if (seen !== null) this.event({ kind: 'ranges', label, seenFrom: 'outside', ranges: seen }, atNs);
  }

  async settled(): Promise<void> {
    await this.run.step(`${this.name}.settled`);
    const { settleMs } = this.run.limits;
    const settled = await this.run.agent(this.run.connection.await('settled', [this.number, settleMs]));
    if (!settled) this.limitOver(this.bound('settleMs', `the threads of ${this.name} coming to rest`));
  }

  async fill(address: string, size: number, seed: number): Promise<void> {
    await this.run.step(`${this.name}.fill`);
    await this.ask('fill', [address, size, seed], this.bound('callMs', `${this.name} writing a pattern`));
  }

  async compare(label: string, address: string, size: number, seed: number): Promise<void> {
    await this.run.step(`${this.name}.compare`);
    const bound = this.bound('callMs', `${this.name} comparing a pattern`);
    const answered = await this.ask('compare', [address, size, seed], bound);
    if (answered.how !== 'answered') return;
    const { atNs, intact } = answered.value;
    this.event({ kind: 'buffer', label, address, size, intact }, atNs);
  }

  async touch(address: string, access: 'read' | 'write'): Promise<void> {
    await this.run.step(`${this.name}.touch`);
    const at = this.run.now();
    const answered = await this.ask(
      'touch',
      [address, access],
      this.bound('callMs', `${this.name} touching a byte`),
    );
    const survived = answered.how === 'answered';
    this.event({ kind: 'touch', address, access, survived }, survived ? answered.value.atNs : at);
  }

  async unload(label: string): Promise<void> {
    await this.run.step(`${this.name}.unload`);
    const answered = await this.ask('unload', [], this.bound('callMs', `${this.name} unloading the library`));
    if (answered.how !== 'answered') return;
    const { atNs, canUnload, stillLoaded } = answered.value;
    // A library without DllCanUnloadNow answers as one that does not implement it.
    const code = canUnload ?? HRESULT.E_NOTIMPL;
    this.event({ kind: 'unload', label, canUnload: { code, name: hresultName(code) }, stillLoaded }, atNs);
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
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), this.run.limits.roleEndMs);
    });
    try {
      return await this.run.guard(Promise.race([this.#ended.then(() => true), over]));
    } finally {
      clearTimeout(timer);
    }
  }

  async #kill(cause: EndCause): Promise<void> {
    if (this.#alive) this.#cause = cause;
    await this.run.agent(this.run.connection.ask('kill', [this.number]));
    await this.run.guard(this.#ended);
  }

  /** Follows the process to its end and writes it. */
  async #watch(): Promise<void> {
    const end = await this.run.connection.await('ended', [this.number]).finally(() => (this.#alive = false));
    this.#writeOutputs(end);
    if (this.#quiet) return;
    const cause = end.killedByAgent ? 'killed-by-kit' : this.#cause;
    this.event({ kind: 'process-end', exitCode: end.exitCode, signal: end.signal, cause }, end.atNs);
  }

  #writeOutputs({ outputs }: RoleEnd): void {
    for (const { atNs, stream, bytes, excerpt } of outputs) {
      this.event({ kind: 'output', stream, bytes, excerpt }, atNs);
    }
  }

  /** The script has ended of itself: calls that it never awaited are awaited now, within their limits. */
  async finish(): Promise<void> {
    await Promise.all(this.#pending);
    await this.drain();
  }

  /** Kills the process, whatever it does; resolves when it is gone and its output was written. */
  async tidy(): Promise<void> {
    this.#quiet = true;
    if (this.#alive) await this.run.connection.ask('kill', [this.number]);
    await this.#ended;
  }
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;
