import type { HistoryEvent } from '../../harness/history/history.js';
import type { Moment } from './moments.js';

/** Moments that are not shown, in one row. */
export interface Fold {
  readonly what: 'fold';
  readonly text: string;
}

/** How near to an event that decided nothing is folded, in events and in rows. */
export const SHOWN_AROUND = 3;
/** Fewer moments than this in a row are not worth folding. */
const LEAST_FOLDED = 8;
/** A rule that is decided by thousands of events needs no more than these to be understood. */
const DECIDING_SHOWN = 100;

/** What a reader looks for: not folded where there is too much. */
const LOOKED_FOR: ReadonlySet<HistoryEvent['kind']> = new Set<HistoryEvent['kind']>([
  'process-end',
  'program-end',
  'limit',
  'abandoned',
  'kit-fault',
  'stray-write',
  'directed',
  'not-applicable',
]);

/** Data commands of VDI: reads and writes. Others are few, and told apart. */
const DATA_COMMANDS: readonly unknown[] = [1, 2];

/**
 * Folds commands that went well and decided nothing, wherever there are many of them in a row; then, if there are still more than
 * `most` rows, whatever is neither at an end, nor looked for, nor near to what decided.
 * @param deciding the events (their `n`) that are marked.
 */
export function folded(
  moments: readonly Moment[],
  deciding: ReadonlySet<number>,
  most: number,
): (Moment | Fold)[] {
  const kept = aroundDeciding(moments, deciding);
  const foldable = moments.map(({ event }) => !kept.has(event.n) && isCommandThatWentWell(event));
  const hidden = longRuns(foldable);
  const shown = hidden.filter((each) => !each).length;
  if (shown > most) {
    const ends = Math.floor(most / 3);
    let place = 0;
    moments.forEach(({ event }, index) => {
      if (hidden[index] === true) return;
      const atAnEnd = place < ends || place >= shown - ends;
      place += 1;
      hidden[index] = !atAnEnd && !kept.has(event.n) && !LOOKED_FOR.has(event.kind);
    });
  }
  return rowsOf(moments, hidden, deciding);
}

/** The events that decided, and those around them. */
function aroundDeciding(moments: readonly Moment[], deciding: ReadonlySet<number>): ReadonlySet<number> {
  const shown = new Set([...deciding].slice(0, DECIDING_SHOWN));
  const kept = new Set<number>();
  const ordinals = [...new Set(moments.map(({ event }) => event.n))].sort((a, b) => a - b);
  for (const order of [ordinals, moments.map(({ event }) => event.n)]) {
    order.forEach((n, index) => {
      if (!shown.has(n)) return;
      for (const near of order.slice(Math.max(0, index - SHOWN_AROUND), index + SHOWN_AROUND + 1))
        kept.add(near);
    });
  }
  return kept;
}

/** Data was moved, as asked: nobody needs to see each time. One without data, or with an error in it, may be what matters. */
function isCommandThatWentWell(event: HistoryEvent): boolean {
  if (event.kind === 'callback') return event.completionCode === 0 && event.command !== null;
  if (event.kind !== 'call' || event.outcome.how !== 'returned' || event.outcome.code !== 0) return false;
  const { method, args, outcome } = event;
  if (method === 'CompleteCommand') return (args['completionCode'] ?? 0) === 0;
  const command = { SendCommand: args, GetCommand: outcome.results }[method];
  if (command === undefined) return false;
  const { commandCode, size } = command;
  return (commandCode === undefined || DATA_COMMANDS.includes(commandCode)) && size !== 0;
}

/** The flags, without those that are set for fewer than it is worth in a row. */
function longRuns(flags: readonly boolean[]): boolean[] {
  const long = flags.map(() => false);
  let start = 0;
  flags.forEach((flag, index) => {
    if (!flag) start = index + 1;
    else if (flags[index + 1] !== true && index + 1 - start >= LEAST_FOLDED)
      long.fill(true, start, index + 1);
  });
  return long;
}

function rowsOf(
  moments: readonly Moment[],
  hidden: readonly boolean[],
  deciding: ReadonlySet<number>,
): (Moment | Fold)[] {
  const rows: (Moment | Fold)[] = [];
  let run: Moment[] = [];
  const unfold = (): void => {
    if (run.length > 0) rows.push({ what: 'fold', text: textOf(run, deciding) });
    run = [];
  };
  moments.forEach((moment, index) => {
    if (hidden[index] === true) {
      run.push(moment);
      return;
    }
    unfold();
    rows.push(moment);
  });
  unfold();
  return rows;
}

/** `… 127 commands, 8.3 MB …`, and what else was folded. */
function textOf(run: readonly Moment[], deciding: ReadonlySet<number>): string {
  // Each event once: one whose start lies elsewhere is told of there.
  const events = run.flatMap(({ what, event }) => (what === 'end' ? [] : [event]));
  const commands = events.filter(isCommandThatWentWell);
  const others = events.length - commands.length;
  const decided = new Set(run.map(({ event }) => event.n).filter((n) => deciding.has(n))).size;
  const parts = [
    ...(commands.length === 0 ? [] : [counted(numberOf(commands), 'command'), megabytes(bytesOf(commands))]),
    ...(others === 0 ? [] : [counted(others, commands.length === 0 ? 'event' : 'other event')]),
    ...(decided === 0 ? [] : [`${decided} of these decided, too`]),
  ];
  // Only ends of what began before: it is told of there.
  return parts.length === 0 ? '…' : `… ${parts.join(', ')} …`;
}

/** A command is seen up to four times: sent, got, completed, called back. */
function numberOf(commands: readonly HistoryEvent[]): number {
  const seen = new Map<string, number>();
  for (const event of commands) {
    const as = event.kind === 'call' ? event.method : event.kind;
    seen.set(as, (seen.get(as) ?? 0) + 1);
  }
  return Math.max(...seen.values());
}

/** Data moved: as the client told, or as the server was told where the client was not seen. */
function bytesOf(commands: readonly HistoryEvent[]): number {
  let completed = 0;
  let calledBack = 0;
  for (const event of commands) {
    if (event.kind === 'callback') calledBack += event.bytesTransferred;
    if (event.kind === 'call' && event.method === 'CompleteCommand')
      completed += Number(event.args['bytesTransferred'] ?? 0);
  }
  return Math.max(completed, calledBack);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
