import type { Recorded } from '../../agent/programs/protocol.js';
import { completionName, hresultName } from '../../vdi/codes.js';
import type { EventFacts } from '../history-draft.js';
import type { Outcome } from '../../history/history.js';
import { recordedFrameSchema, type EnterFrame, type RecordedFrame } from './recorded-frame.js';

/** A call as far as it has come. */
export interface RecordedCall {
  readonly object: string;
  readonly method: string;
  readonly args: EnterFrame['args'];
  readonly thread: number;
  /** It is held and was not let go. */
  held: boolean;
  /** The HRESULT, or the count; null: it has not returned. */
  value: number | null;
}

interface Written {
  event(facts: EventFacts, at: string, more?: { end: bigint | null }): unknown;
}

interface Open {
  readonly enter: EnterFrame;
  readonly call: RecordedCall;
  heldSince: { readonly atNs: string; readonly at: 'enter' | 'return' } | null;
}

/** What was recorded of one set object, and of its devices: told frame by frame, written as events. */
export class RecordedSet {
  readonly calls: RecordedCall[] = [];
  /** Names that the set was created or opened with. */
  readonly setNames: string[] = [];
  /** The recording has ended: the object is gone, or its process. */
  over = false;
  readonly #open = new Map<number, Open>();
  #callbacks = 0;

  constructor(
    /** As what the process stands in the history. */
    readonly role: string,
    /** In whose process it is; null: in the server's. */
    readonly program: number | null,
    readonly pid: number,
    readonly end: 'client' | 'server',
    /** What tells its objects from those of other sets of the process: empty, or `#2`. */
    private readonly suffix: string,
    private readonly written: Written,
  ) {}

  /** @throws ZodError for a frame that is none. */
  take(frame: Recorded['frame']): void {
    if (frame === null) this.#ended();
    else this.#take(recordedFrameSchema.parse(frame));
  }

  #take(frame: RecordedFrame): void {
    switch (frame.what) {
      case 'enter':
        this.#enter(frame);
        return;
      case 'return': {
        const { call, value, results, atNs } = frame;
        const open = this.#open.get(call);
        if (open === undefined) return;
        this.#open.delete(call);
        open.call.value = value;
        const outcome: Outcome =
          open.enter.method === 'Release'
            ? { how: 'value', value }
            : { how: 'returned', code: value, name: hresultName(value), results };
        this.#write(open.enter, outcome, BigInt(atNs));
        return;
      }
      case 'held': {
        const open = this.#open.get(frame.call);
        if (open === undefined) return;
        open.call.held = true;
        open.heldSince = frame;
        return;
      }
      case 'let-go': {
        const open = this.#open.get(frame.call);
        if (open !== undefined) this.#letGo(open, BigInt(frame.atNs));
        return;
      }
      case 'callback': {
        const { atNs, thread, command, context, completionCode, bytesTransferred } = frame;
        const order = this.#callbacks++;
        const codes = { completionCode, completionName: completionName(completionCode), bytesTransferred };
        this.#event({ kind: 'callback', thread, order, command, context, ...codes }, atNs);
        return;
      }
      case 'stray-write': {
        const { atNs, seenBy, buffer, size, thread } = frame;
        this.#event({ kind: 'stray-write', seenBy, buffer, size, thread }, atNs);
      }
    }
  }

  #enter(enter: EnterFrame): void {
    const { object, method, args, thread } = enter;
    const call = { object: object + this.suffix, method, args, thread, held: false, value: null };
    this.calls.push(call);
    const { name } = args;
    if (object.startsWith('set') && SET_NAMING.has(method) && typeof name === 'string')
      this.setNames.push(name);
    this.#open.set(enter.call, { enter, call, heldSince: null });
  }

  #letGo(open: Open, end: bigint | null): void {
    const { heldSince, enter } = open;
    if (heldSince === null) return;
    open.heldSince = null;
    open.call.held = false;
    const { method, thread, object } = enter;
    const { at, atNs } = heldSince;
    this.#event({ kind: 'held', object: object + this.suffix, method, thread, at }, atNs, end);
  }

  /** What was under way ended with its process. */
  #ended(): void {
    this.over = true;
    for (const open of this.#open.values()) {
      this.#letGo(open, null);
      this.#write(open.enter, { how: 'process-ended' }, null);
    }
    this.#open.clear();
  }

  #write(enter: EnterFrame, outcome: Outcome, end: bigint | null): void {
    const { atNs, object, interface: name, method, args, thread } = enter;
    const call = { object: object + this.suffix, interface: name, method, args, outcome, thread };
    this.#event({ kind: 'call', ...call }, atNs, end);
  }

  #event(facts: object, at: string, end?: bigint | null): void {
    const whole = { role: this.role, pid: this.pid, ...facts } as EventFacts;
    this.written.event(whole, at, end === undefined ? undefined : { end });
  }
}

const SET_NAMING = new Set(['Create', 'CreateEx', 'OpenInSecondary', 'OpenInSecondaryEx', 'Open']);
