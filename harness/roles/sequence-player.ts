import type { Played, PlayOp, PlayReport } from '../agent/protocol.js';
import { allows } from '../vdi/allowed.js';
import type { ComPointer, NativeAnswer, PreparedCall } from '../vdi/native-call.js';
import type { CheckedArguments } from '../vdi/values.js';

/** What the player needs of its role. */
export interface Instrument {
  prepare(object: ComPointer, method: string, args: CheckedArguments): PreparedCall;
  /** Gives a pointer back. */
  release(object: ComPointer): void;
  newSet(): ComPointer | null;
  /** OwnThreads.sleeping of the threads that the library's code may run on. */
  sleeping(): string | null;
  /** Callbacks since the last time: the command's context and the completion code. */
  callbacks(): readonly { readonly context: number; readonly code: number }[];
}

/** A waiting call that is under way or has come back. */
interface Pending {
  answer: NativeAnswer | null;
}

/**
 * Plays the steps of one end's part of a sequence without a round trip for each, and says what came of them. It
 * stops at the first answer that is not allowed: what follows would mean nothing.
 *
 * Whether a call waits inside the library is decided by the operating system's word that every other thread of
 * this process sleeps. An event that has not come is given up once that has been so for `restMs`.
 */
export class SequencePlayer {
  readonly #objects = new Map<string, ComPointer>();
  #pending = new Map<string, Pending>();
  readonly #taken = new Map<number, string>();
  readonly #buffers: string[] = [];
  /** Callbacks of the sequence so far, and those not yet told. */
  #called = 0;
  #untold: [number, number, number][] = [];
  /** Steps of this part that were begun. */
  #begun = 0;
  /** Contexts are unique in the process: a callback that comes late is told from those of this sequence. */
  #base = 0;
  #highest = 0;

  constructor(private readonly instrument: Instrument) {}

  async play(ops: readonly PlayOp[], restMs: number): Promise<PlayReport> {
    const played: Played[] = [];
    this.#begun = 0;
    for (const op of ops) {
      this.#hear();
      this.#begun += 1;
      const one = await this.#one(op, restMs);
      played.push(one);
      if (one.how === 'missing' || one.how === 'other') break;
    }
    this.#hear();
    const returned = [...this.#pending].filter(([, { answer }]) => answer !== null).map(([id]) => id);
    return { played, callbacks: this.#untold.splice(0), returned };
  }

  async #one(op: PlayOp, restMs: number): Promise<Played> {
    switch (op.op) {
      case 'fresh':
        return this.#fresh(op.all);
      case 'call':
        return this.#judged(op, this.#prepare(op).now());
      case 'begin': {
        const pending: Pending = { answer: null };
        this.#pending.set(op.id, pending);
        const call = this.#prepare(op).away();
        void call.then((answer) => (pending.answer = answer));
        // Two looks at sleeping threads, and what they left in the event loop: then it waits.
        await this.#until(() => pending.answer !== null, 0);
        if (pending.answer === null) return op.allowed.includes('waits') ? WAITS : { how: 'missing' };
        this.#pending.delete(op.id);
        return this.#judged(op, pending.answer);
      }
      case 'await': {
        const pending = this.#pending.get(op.id);
        if (pending === undefined) throw new TypeError(`no call ${op.id} is under way`);
        await this.#until(() => pending.answer !== null, restMs);
        if (pending.answer === null) return { how: 'missing' };
        this.#pending.delete(op.id);
        return this.#judged(op, pending.answer);
      }
      case 'callbacks':
        await this.#until(() => this.#heard() >= op.count, restMs);
        return this.#called >= op.count ? DONE : { how: 'missing' };
      case 'drain': {
        const all = (): boolean => [...this.#pending.values()].every(({ answer }) => answer !== null);
        await this.#until(all, restMs);
        return all() ? DONE : { how: 'missing' };
      }
      case 'settle':
        await this.#until(() => false, 0);
        return DONE;
    }
  }

  #fresh(all: boolean): Played {
    for (const object of this.#objects.values()) this.instrument.release(object);
    this.#objects.clear();
    const set = this.instrument.newSet();
    if (set === null) throw new TypeError('the library makes no set object');
    this.#objects.set('set', set);
    this.#buffers.length = 0;
    this.#taken.clear();
    if (all) {
      this.#hear();
      this.#pending = new Map();
      this.#called = 0;
      this.#untold = [];
      this.#base = this.#highest + 1;
    }
    return DONE;
  }

  #prepare({ object, method, args }: PlayOp & { op: 'call' | 'begin' }): PreparedCall {
    const target = this.#objects.get(object);
    if (target === undefined) throw new TypeError(`this end has no object ${object}`);
    return this.instrument.prepare(target, method, this.#resolved(args));
  }

  /** Arguments that only this process knows: `@taken:N`, `@buffer`, `@command:N`. */
  #resolved(args: CheckedArguments): CheckedArguments {
    const entries = Object.entries(args).map(([name, value]) => {
      if (value === '@buffer') return [name, this.#buffers.pop() ?? null];
      if (typeof value !== 'string' || !value.startsWith('@')) return [name, value];
      const number = Number(value.slice(value.indexOf(':') + 1));
      if (value.startsWith('@taken')) return [name, this.#taken.get(number) ?? null];
      this.#highest = Math.max(this.#highest, this.#base + number);
      return [name, this.#base + number];
    });
    return Object.fromEntries(entries) as CheckedArguments;
  }

  #judged(op: PlayOp & { op: 'call' | 'begin' | 'await' }, answer: NativeAnswer): Played {
    const { value, results, object } = answer;
    if (object !== null && op.op !== 'await' && op.keep !== undefined) this.#keep(op.keep, object);
    const { buffer, command, position: at } = results;
    if (typeof buffer === 'string' && command === undefined) this.#buffers.push(buffer);
    const position = typeof command === 'string' ? Number(at) : undefined;
    if (typeof command === 'string') this.#taken.set(Number(at), command);
    const more = position === undefined ? {} : { command: position };
    return { how: allows(op.allowed, value) ? 'answered' : 'other', value, ...more };
  }

  #keep(id: string, object: ComPointer): void {
    const before = this.#objects.get(id);
    if (before !== undefined) this.instrument.release(before);
    this.#objects.set(id, object);
  }

  #heard(): number {
    this.#hear();
    return this.#called;
  }

  #hear(): void {
    for (const { context, code } of this.instrument.callbacks()) {
      this.#called += 1;
      this.#untold.push([context - this.#base, code, this.#begun]);
    }
  }

  /** Until `enough`, or until every other thread has slept for `restMs`. */
  async #until(enough: () => boolean, restMs: number): Promise<void> {
    let before: string | null = null;
    let restedFrom = 0;
    while (!enough()) {
      const now = this.instrument.sleeping();
      // What threads left for this one before they slept is taken in by two turns of the event loop.
      await turn();
      await turn();
      if (now === null || now !== before) {
        before = now;
        restedFrom = performance.now();
      } else if (performance.now() - restedFrom >= restMs) {
        return;
      }
    }
  }
}

const DONE: Played = { how: 'done' };
const WAITS: Played = { how: 'waits' };

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
