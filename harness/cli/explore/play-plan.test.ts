import { describe, expect, it } from 'vitest';
import type { PlayOp, Played } from '../../agent/protocol.js';
import type { Step } from '../../../specs/model/steps.js';
import type { Part } from './pair.js';
import { planOf, type EndName } from './plan.js';
import { playPlan, type Ends } from './play-plan.js';

const STEPS: Step[] = [
  { end: 'client', call: 'Create' },
  { end: 'server', call: 'Open' },
  { end: 'client', call: 'dies' },
  { end: 'server', call: 'Close' },
];
const PLAN = planOf({ deviceCount: 1, steps: STEPS }, 'set');

function right(op: PlayOp): Played {
  if (op.op === 'call' || op.op === 'await') return { how: 'answered', value: Number(op.allowed[0]) || 0 };
  return { how: op.op === 'begin' ? 'waits' : 'done' };
}

/** Ends that do as they ought to, but for what `instead` says of a part; and a log of what was done with them. */
function ends(instead: (end: EndName, ops: readonly PlayOp[]) => Part | null): Ends & { log: string[] } {
  const log: string[] = [];
  return {
    log,
    play: async (end, ops) => {
      log.push(`${end}: ${ops.map((op) => ('method' in op ? op.method : op.op)).join(' ')}`);
      return instead(end, ops) ?? playedRight(ops);
    },
    kill: async (end) => void log.push(`${end} killed`),
    has: () => true,
    renew: async () => void log.push('renewed'),
  };
}

function playedRight(ops: readonly PlayOp[]): Part {
  return { how: 'played', report: { played: ops.map(right), callbacks: [], returned: [] } };
}

const calls = (ops: readonly PlayOp[], method: string): boolean =>
  ops.some((op) => op.op === 'call' && op.method === method && !op.allowed.includes('any'));

describe('a plan', () => {
  it('is played part by part, each end’s calls in its own process, and deaths by killing it', async () => {
    const pair = ends(() => null);
    expect(await playPlan(pair, PLAN)).toBeNull();
    expect(pair.log).toEqual([
      'server: fresh',
      'client: fresh Create',
      'server: Open',
      'client killed',
      'client: fresh',
      'server: settle Close',
      'client: settle',
      'server: settle',
    ]);
  });

  it('differs where a process ends that was not killed', async () => {
    const pair = ends((_, ops) => (calls(ops, 'Open') ? { how: 'ended' } : null));
    expect(await playPlan(pair, PLAN)).toEqual({
      step: 1,
      expected: 'the calls of this part come back',
      observed: "the server's process ended",
    });
  });

  it('differs where an end does not answer within the limit, whose name is said', async () => {
    const pair = ends((_, ops) => (calls(ops, 'Close') ? { how: 'no answer', afterMs: 5_000 } : null));
    expect(await playPlan(pair, PLAN)).toMatchObject({
      step: 3,
      observed: 'no answer within 5000 ms (limit waitingCallMs)',
    });
  });

  it.each([
    ['can be closed', 'done', []],
    ['cannot be closed', 'missing', ['renewed']],
  ] as const)('after a difference, when its ends %s', async (_, how, then) => {
    const pair = ends((_end, ops) => {
      if (calls(ops, 'Create'))
        return {
          how: 'played',
          report: { played: [{ how: 'done' }, { how: 'other', value: 1 }], callbacks: [], returned: [] },
        };
      if (ops.some(({ op }) => op === 'drain'))
        return { how: 'played', report: { played: [{ how }], callbacks: [], returned: [] } };
      return null;
    });
    expect(await playPlan(pair, PLAN)).toMatchObject({ step: 0, expected: 'NOERROR', observed: 'S_FALSE' });
    expect(pair.log[2]).toBe('server: Close drain');
    expect(pair.log.slice(-1)).toEqual(then.length === 0 ? ['client: Close drain'] : then);
  });
});
