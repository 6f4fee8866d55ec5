import type { HistoryEvent } from '../../harness/history/history.js';
import { callText, eventText, outcomeText } from './event-line.js';
import type { Lasting, Moment } from './moments.js';
import type { Side } from './sides.js';
import { statementEnd } from './sql-event-text.js';

/**
 * Tells moments of a case in the column of their end. The role is named where an end has several, and a call's thread where its role
 * called on several. A structure's fields are told in `full` alone, and of names that are GUIDs the beginning: a column is narrow.
 */
export function momentText(
  events: readonly HistoryEvent[],
  sideOf: (event: HistoryEvent) => Side | null,
): (moment: Moment, full: boolean) => string {
  const roles = new Map<Side | null, Set<string>>();
  const threads = new Map<string, Set<number>>();
  for (const event of events) {
    if (!('role' in event) || event.role === undefined) continue;
    add(roles, sideOf(event), event.role);
    if (event.kind === 'call' && event.thread !== undefined) add(threads, event.role, event.thread);
  }
  const text = (moment: Moment, brief: boolean): string => {
    const { event } = moment;
    const role = 'role' in event ? event.role : undefined;
    const who = role !== undefined && several(roles.get(sideOf(event))) ? `${role}: ` : '';
    const onThread =
      event.kind === 'call' && event.thread !== undefined && several(threads.get(event.role))
        ? ` (thread ${event.thread})`
        : '';
    if (moment.what === 'whole') return `${who}${eventText(event, brief)}${onThread}`;
    const lasted = moment.event;
    return moment.what === 'start'
      ? `┌ ${who}${startText(lasted, brief)}${onThread}`
      : `└ ${who}${endText(lasted, brief)}${onThread}`;
  };
  return (moment, full) => text(moment, !full).replace(GUID, '$1…');
}

/** The kit's names of sets, and a device's that is named like its set. */
const GUID = /\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

function startText(event: Lasting, brief: boolean): string {
  switch (event.kind) {
    case 'call':
      return callText(event, brief);
    case 'statement':
      return `${event.session}: ${event.text}`;
    case 'held':
      return `${event.object}.${event.method} is held on ${event.at === 'enter' ? 'its way in' : 'its way back'}`;
    case 'killed-session':
      return `${event.session}: is killed session ${event.spid} (${event.label}) gone?`;
  }
}

function endText(event: Lasting, brief: boolean): string {
  switch (event.kind) {
    case 'call':
      return `${event.object}.${event.method} → ${outcomeText(event, brief)}`;
    case 'statement':
      return `${event.session}: ${firstWords(event.text)} → ${statementEnd(event)}`;
    case 'held':
      return `${event.object}.${event.method} goes on`;
    case 'killed-session':
      return eventText(event);
  }
}

/** Enough of a statement to know it again. */
function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, 2).join(' ');
}

function several(of: ReadonlySet<unknown> | undefined): boolean {
  return (of?.size ?? 0) > 1;
}

function add<Key, Value>(to: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = to.get(key) ?? new Set<Value>();
  to.set(key, set.add(value));
}
