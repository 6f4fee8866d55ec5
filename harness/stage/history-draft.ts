import { HISTORY_SCHEMA, type CaseParameters, type History, type HistoryEvent } from '../history/history.js';

type WithoutPlace<E> = E extends HistoryEvent ? Omit<E, 'n' | 'case' | 'atNs' | 'endNs' | 'because'> : never;

/** What an event says, before its place in the history is known. */
export type EventFacts = WithoutPlace<HistoryEvent>;

/** An event in the making: times absolute on the target's clock, other events by reference. */
export interface EventDraft {
  readonly case: string;
  readonly at: bigint;
  /** Of a call: when it returned; null when it did not. */
  readonly end?: bigint | null;
  /** Of an `abandoned` event: what made it so. */
  readonly because?: EventDraft | null;
  readonly facts: EventFacts;
}

/** The events of one scenario, in the order in which they became known. */
export class HistoryDraft {
  readonly #events: EventDraft[] = [];
  readonly #cases: { id: string; parameters: CaseParameters }[] = [];
  readonly #startedAt = new Date().toISOString();

  constructor(private readonly about: Pick<History, 'rule' | 'scenario' | 'kit' | 'target'>) {}

  beginCase(id: string, parameters: CaseParameters): void {
    this.#cases.push({ id, parameters });
  }

  add(event: EventDraft): EventDraft {
    this.#events.push(event);
    return event;
  }

  /** The history so far: sorted by time, numbered, times relative to the first event. */
  history(): History {
    // Sorting is stable: what happened in the same nanosecond stays in the order in which it was told.
    const sorted = [...this.#events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const first = sorted[0]?.at ?? 0n;
    const numbers = new Map(sorted.map((event, i) => [event, i + 1]));
    const events = sorted.map((event, i) => {
      const { facts, at, end, because } = event;
      return {
        n: i + 1,
        case: event.case,
        atNs: Number(at - first),
        ...facts,
        ...(end === undefined ? {} : { endNs: end === null ? null : Number(end - first) }),
        ...(because === undefined ? {} : { because: (because && numbers.get(because)) ?? null }),
      } as HistoryEvent;
    });
    return {
      schema: HISTORY_SCHEMA,
      ...this.about,
      startedAt: this.#startedAt,
      cases: [...this.#cases],
      events,
    };
  }
}
