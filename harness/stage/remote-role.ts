import type { CallReport, RoleCalls, SetMade } from '../agent/protocol.js';
import { UsageError } from '../errors/kit-error.js';
import type { CheckedArguments } from '../vdi/values.js';
import { checkArguments } from './arguments.js';
import type { InterfaceName, Slot } from '../vdi/interfaces.js';
import { hresultName } from '../vdi/codes.js';
import type { RoleClass } from '../vdi/library.js';
import type { Answered, Bound, CaseRun } from './case-run.js';
import { ObservedRole } from './observed-role.js';
import { pendingCall } from './pending-call.js';
import { answerOf, outcomeOf, RemoteComObject } from './remote-object.js';
import type { StageBook } from './stage-book.js';
import type { Answer, CallOptions, PendingCall, RemoteObject, Role } from './stage.js';

/** A role and its objects: how a scenario's calls become requests, events and answers. */
export abstract class RemoteRole extends ObservedRole implements Role {
  readonly set: RemoteComObject;
  #calls = 0;
  #sets = 1;
  #waiting = 0;
  readonly #objectIds = new Set<string>(['set']);
  readonly #issued = new Map<number, () => void>();
  readonly #pending = new Set<Promise<unknown>>();

  constructor(
    run: CaseRun,
    protected readonly book: StageBook,
    name: string,
    of: RoleClass,
    number: number,
    pid: number,
  ) {
    super(run, name, of, number, pid);
    this.set = new RemoteComObject(this, 'set', this.setInterface);
  }

  get setInterface(): InterfaceName {
    return this.of === 'server' ? 'IServerVirtualDeviceSet2' : 'IClientVirtualDeviceSet2';
  }

  /** Loads the library and makes the first set object. */
  load(): Promise<void> {
    return this.#makeSet('set', 'load', [this.of, this.run.threads]);
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
    // To load a library is a part of a role's start, and takes as long as that on a busy machine.
    const limit = op === 'load' ? 'roleStartMs' : 'callMs';
    const bound = this.bound(limit, `a set object of ${this.name}`);
    const answered = (await this.ask(op, args, bound)) as Answered<SetMade>;
    if (answered.how === 'answered' && answered.value.made) return;
    const answer = this.written(
      { id, interface: 'IClassFactory' },
      answered.how === 'answered' ? answered.value.method : 'CreateInstance',
      { class: this.of },
      answered.how === 'answered' ? { how: 'answered', value: answered.value.report } : answered,
      at,
    );
    const told = answer.code === null ? '' : `: ${answer.method} answered ${hresultName(answer.code)}`;
    this.book.abandon(`${this.name} could not be given a set object${told}`, answer);
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

  /** The script has ended of itself: calls that it never awaited are awaited now, within their limits. */
  async finish(): Promise<void> {
    await Promise.all(this.#pending);
    await this.drain();
  }
}
