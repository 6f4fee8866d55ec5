import type { History, HistoryEvent } from '../../harness/history/history.js';
import type { Judgement } from '../findings/finding.js';

/** Which event has to be among those that decided; what is not said may be anything. */
export interface DecidingEvent {
  readonly kind: HistoryEvent['kind'];
  readonly role?: string;
  readonly method?: string;
  readonly label?: string;
}

/**
 * What a fault of the reference has to be caught with: evidence that names the departure. A fault that is
 * caught for any other reason shows a judge that is not done.
 */
export interface Departure {
  /** What the finding says is wrong. */
  readonly reason: RegExp;
  /** What it says was seen. */
  readonly observed: RegExp;
  /** Several: any one of them, where it is a matter of time which comes first. */
  readonly decidedBy: DecidingEvent | readonly DecidingEvent[];
  /** Further rules that the fault breaks by itself: its effect does not stay inside its own. */
  readonly reaches?: { readonly rules: readonly string[]; readonly because: string };
}

/** Does this judgement on a case of this history name the departure? */
export function namesDeparture(departure: Departure, judgement: Judgement, history: History): boolean {
  const { reason, observed, decidedBy } = departure;
  const deciding = history.events.filter((event) => judgement.decidedBy.includes(event.n));
  return (
    judgement.verdict === 'fail' &&
    reason.test(judgement.reason) &&
    observed.test(judgement.observed ?? '') &&
    deciding.some((event) => [decidedBy].flat().some((wanted) => matches(event, wanted)))
  );
}

function matches(event: HistoryEvent, wanted: DecidingEvent): boolean {
  const seen = event as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([field, value]) => seen[field] === value);
}
