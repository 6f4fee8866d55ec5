import type { History, HistoryEvent } from '../../harness/history/history.js';
import { eventLine } from './event-line.js';

/** Events shown of one case before the middle is folded. */
const SHOWN_OF_A_CASE = 120;
/** Of these, how many from the end; the others come from the beginning. */
const SHOWN_OF_ITS_END = 40;

/** What is never folded: a reader looks for these. */
const ALWAYS_SHOWN: ReadonlySet<HistoryEvent['kind']> = new Set<HistoryEvent['kind']>([
  'process-end',
  'limit',
  'abandoned',
  'kit-fault',
  'statement',
  'error-log',
]);

export interface TimelineLine {
  readonly text: string;
  /** The finding rests on this event. */
  readonly decided: boolean;
}

/**
 * What happened in one case, a line per event, in order of time. Of thousands of events the first, the last
 * and those that decided are shown; a line says how many were folded in each gap.
 */
export function timeline(history: History, caseId: string, decidedBy: readonly number[]): TimelineLine[] {
  const events = history.events.filter((event) => event.case === caseId);
  const deciding = new Set(decidedBy);
  const beginning = SHOWN_OF_A_CASE - SHOWN_OF_ITS_END;
  const lines: TimelineLine[] = [];
  let folded = 0;
  let decidingShown = 0;
  const unfold = (): void => {
    if (folded > 0)
      lines.push({ text: `… ${folded} events folded; the attached history has them`, decided: false });
    folded = 0;
  };
  events.forEach((event, index) => {
    const decided = deciding.has(event.n);
    const atAnEnd = index < beginning || index >= events.length - SHOWN_OF_ITS_END;
    // A rule on many commands is decided by each of them: those are folded as well beyond a screenful.
    const shown = atAnEnd || ALWAYS_SHOWN.has(event.kind) || (decided && decidingShown++ < SHOWN_OF_A_CASE);
    if (!shown) {
      folded += 1;
      return;
    }
    unfold();
    lines.push({ text: eventLine(event), decided });
  });
  return lines;
}
