import type { EventOf, HistoryEvent } from '../../harness/history/history.js';

/** An event that lasted: it has a start and an end. */
export type Lasting = EventOf<'call' | 'statement' | 'held' | 'killed-session'>;

/** What a row of a timeline shows of an event: all of it, or the start or the end of one that lasted. */
export type Moment =
  | { readonly what: 'whole'; readonly event: HistoryEvent; readonly atNs: number }
  | { readonly what: 'start' | 'end'; readonly event: Lasting; readonly atNs: number };

/** The moments of some events, in order of time: two of each that lasted, one of every other. */
export function momentsOf(events: readonly HistoryEvent[]): Moment[] {
  const moments = events.flatMap((event): Moment[] => {
    const ended = lasting(event);
    if (ended === null) return [{ what: 'whole', event, atNs: event.atNs }];
    return [
      { what: 'start', event: ended.event, atNs: event.atNs },
      { what: 'end', event: ended.event, atNs: ended.endNs },
    ];
  });
  // Stable: of one time, the order of the events, and a start before its end.
  return moments.sort((a, b) => a.atNs - b.atNs);
}

/** Null: it took no time, or nobody saw its end. */
function lasting(event: HistoryEvent): { event: Lasting; endNs: number } | null {
  switch (event.kind) {
    case 'call':
    case 'held':
      return event.endNs === null ? null : { event, endNs: event.endNs };
    case 'statement':
    case 'killed-session':
      return { event, endNs: event.endNs };
    default:
      return null;
  }
}

/** Events whose start is followed by their end at once are shown whole, and so is one of whose two moments one is not shown. */
export function joined<Other extends { readonly what: 'fold' }>(
  rows: readonly (Moment | Other)[],
): (Moment | Other)[] {
  const ends = new Set(rows.flatMap((row) => (row.what === 'end' ? row.event.n : [])));
  const whole = new Set<number>();
  rows.forEach((row, index) => {
    if (row.what !== 'start') return;
    const next = rows[index + 1];
    const endsAtOnce = next?.what === 'end' && next.event.n === row.event.n;
    if (endsAtOnce || !ends.has(row.event.n)) whole.add(row.event.n);
  });
  return rows.flatMap((row): (Moment | Other)[] => {
    if (row.what === 'fold' || !whole.has(row.event.n)) return [row];
    return row.what === 'start' ? [{ ...row, what: 'whole' }] : [];
  });
}
