import type { PlayOp } from '../../agent/protocol.js';
import { Comparison, type Difference } from './comparison.js';
import type { Pair } from './pair.js';
import type { Plan, PlannedOp } from './plan.js';

/** What is needed of a pair of processes. */
export type Ends = Pick<Pair, 'play' | 'kill' | 'has' | 'renew'>;

/**
 * Plays a plan; null: all was as expected. After a difference both ends are closed; where even that does not go as
 * it should, the pair's processes are replaced.
 */
export async function playPlan(pair: Ends, plan: Plan): Promise<Difference | null> {
  const comparison = new Comparison(plan);
  for (const part of partsOf(plan.ops)) {
    const difference = await playPart(pair, part, comparison);
    if (difference === null) continue;
    if (!(await closeBoth(pair))) await pair.renew();
    return difference;
  }
  return null;
}

/** Whether both ends could be closed, with nothing left under way. */
async function closeBoth(pair: Ends): Promise<boolean> {
  const ops: PlayOp[] = [
    { op: 'call', object: 'set', method: 'Close', args: {}, allowed: ['any'] },
    { op: 'drain' },
  ];
  for (const end of ['server', 'client'] as const) {
    if (!pair.has(end)) return false;
    const closed = await pair.play(end, ops);
    if (closed.how !== 'played' || closed.report.played.some(({ how }) => how === 'missing')) return false;
  }
  return true;
}

/** Runs of ops of the same end; a death is a part of its own. */
function* partsOf(ops: readonly PlannedOp[]): Generator<PlannedOp[]> {
  let part: PlannedOp[] = [];
  for (const op of ops) {
    const [first] = part;
    const joins = first?.end === op.end && first.op.op !== 'dies' && op.op.op !== 'dies';
    if (first !== undefined && !joins) {
      yield part;
      part = [];
    }
    part.push(op);
  }
  if (part.length > 0) yield part;
}

async function playPart(
  pair: Ends,
  part: readonly PlannedOp[],
  comparison: Comparison,
): Promise<Difference | null> {
  const [first] = part;
  if (first === undefined) return null;
  if (first.op.op === 'dies') {
    await pair.kill(first.end);
    comparison.died(first);
    return null;
  }
  const ops = part.map(({ op }) => op).filter((op): op is PlayOp => op.op !== 'dies');
  const played = await pair.play(first.end, ops);
  if (played.how === 'played') return comparison.compare(part, played.report);
  const observed =
    played.how === 'ended'
      ? `the ${first.end}'s process ended`
      : `no answer within ${played.afterMs} ms (limit waitingCallMs)`;
  // Which of the part's steps it was is not known; none of them may be left out as coming after it.
  const step = Math.max(...part.map((each) => each.step));
  return { step, expected: 'the calls of this part come back', observed };
}
