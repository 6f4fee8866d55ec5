import type { History } from '../../harness/history/history.js';
import type { FirstDeparture } from '../../specs/findings/finding.js';
import type { Subject } from '../../specs/rules/rule.js';
import { folded, type Fold } from './fold-moments.js';
import { momentText } from './moment-text.js';
import { joined, momentsOf, type Moment } from './moments.js';
import { inOneColumn, inTwoColumns, LEAST_WIDTH, type Row, type SideLine } from './side-by-side.js';
import { sidesOf } from './sides.js';

/** Subjects of which a failure is shown with both ends of the set beside each other. */
export const SHOWN_FROM_BOTH_ENDS: ReadonlySet<Subject> = new Set<Subject>(['client']);

/** What a judge said of the case. */
export interface JudgedCase {
  readonly case: string;
  readonly decidedBy: readonly number[];
  readonly departure?: FirstDeparture | undefined;
}

/**
 * What happened at both ends in one case, in lines of `width` columns at most: the server's end beside the client's, in order of time. Below
 * 80 columns there is one list. What decided is marked, and so is the first departure.
 * @param most rows that are shown before what is far from all that decided is folded.
 */
export function bothEnds(
  history: History,
  { case: id, decidedBy, departure }: JudgedCase,
  { width, most }: { readonly width: number; readonly most: number },
): SideLine[] {
  const events = history.events.filter((event) => event.case === id);
  const marked = new Set([...(departure === undefined ? [] : [departure.event]), ...decidedBy]);
  const mark = (n: number): Row['mark'] => {
    if (departure?.event === n) return 'departed';
    return marked.has(n) ? 'decided' : null;
  };
  const sideOf = sidesOf(events);
  const textOf = momentText(events, sideOf);
  const rows = joined<Fold>(folded(momentsOf(events), marked, most)).map((row): Row => {
    if (row.what === 'fold') return { time: '', side: null, mark: null, fold: true, text: row.text };
    const at = mark(row.event.n);
    const text = at === null ? textOf(row, false) : `${textOf(row, true)} #${row.event.n}`;
    return { time: timeOf(row), side: sideOf(row.event), mark: at, fold: false, text };
  });
  return width < LEAST_WIDTH ? inOneColumn(rows, width) : inTwoColumns(rows, width);
}

/** Milliseconds since the history's first event. */
function timeOf({ atNs }: Moment): string {
  return `+${(atNs / 1e6).toFixed(3)}`;
}

/** Of the cases that were judged, the one whose timeline explains the failure: the first that failed. */
export function failedCase<Judged extends { readonly verdict: string }>(
  cases: readonly Judged[],
): Judged | undefined {
  return cases.find(({ verdict }) => verdict === 'fail');
}
