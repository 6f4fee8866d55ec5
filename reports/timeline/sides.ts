import type { HistoryEvent } from '../../harness/history/history.js';

/** The two ends of a set. */
export type Side = 'server' | 'client';

/**
 * At which end an event of a case happened. The server's: the role that has it, T-SQL sessions, and what the reference's server was
 * told. The client's: roles that a process of the class `client` or `program` plays. Null: at neither, or at both.
 */
export function sidesOf(events: readonly HistoryEvent[]): (event: HistoryEvent) => Side | null {
  const sides = new Map<string, Side>();
  for (const event of events) {
    if (event.kind === 'process-start') sides.set(event.role, event.class === 'server' ? 'server' : 'client');
  }
  return (event) => {
    if ('session' in event || event.kind === 'directed') return 'server';
    if (!('role' in event) || event.role === undefined) return null;
    return sides.get(event.role) ?? (event.role.startsWith('server') ? 'server' : 'client');
  };
}
