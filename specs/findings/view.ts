import { z } from 'zod';
import type { HistoryEvent } from '../../harness/history/history.js';

/**
 * From where a client that is somebody else's program was seen. `inside`: its calls were recorded within its process. `outside`: the
 * server's end, the session, processes and named objects alone.
 */
export const viewSchema = z.enum(['inside', 'outside']);
export type View = z.infer<typeof viewSchema>;

/** The weaker of several views: what was seen from outside alone in one place rests on that. Undefined: there is none. */
export function weakestView(views: readonly (View | undefined)[]): View | undefined {
  if (views.includes('outside')) return 'outside';
  return views.includes('inside') ? 'inside' : undefined;
}

/** The view that a history rests on: the weakest of its programs'. Undefined: no program was started in it. */
export function viewOf(events: readonly HistoryEvent[]): View | undefined {
  return weakestView(events.map((event) => (event.kind === 'program' ? event.view : undefined)));
}
