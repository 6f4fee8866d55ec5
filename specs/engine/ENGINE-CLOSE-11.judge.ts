import type { EventOf } from '../../harness/history/history.js';
import { fail, inconclusive, ofKind, pass, type Events } from '../findings/evidence.js';
import { engineConduct, transfers } from '../findings/engine.js';
import type { Judgement } from '../findings/finding.js';
import type { Judge } from '../findings/judge-history.js';

/** Labels of what is measured early and late; each several times. */
export const EARLY = 'after some cycles';
export const LATE = 'after all cycles';

type Resources = EventOf<'resources'>;
const KINDS = ['descriptors', 'threads', 'mappings'] as const;
type Kind = (typeof KINDS)[number];

/** A leak of one kind of cycle shows once in so many: what is less is not told from what else the server does. */
const CYCLES_A_LEAK = 4;

/**
 * Did the least that the server's process ever had grow with the cycles? What else goes on in it comes and goes, and is not in the
 * least of several measurements; what leaks stays.
 */
export const judge: Judge = (events, { between }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const measured = ofKind(events, 'resources').filter(({ role }) => role === 'engine');
  const early = measured.filter(({ label }) => label === EARLY);
  const late = measured.filter(({ label }) => label === LATE);
  if (early.length === 0 || late.length === 0) {
    return inconclusive(
      'the resources of SQL Server’s process cannot be seen here',
      transfers(events).slice(-1),
    );
  }
  const cycles = Number(between);
  for (const kind of KINDS) {
    const judgement = judgeGrowth(kind, least(early, kind), least(late, kind), cycles);
    if (judgement) return judgement;
  }
  return pass(
    `${transfers(events).length} backups did not make the process of SQL Server grow`,
    decisive(early, late),
  );
};

function least(measured: readonly Resources[], kind: Kind): Resources {
  return measured.reduce((so, each) => (each[kind].length < so[kind].length ? each : so));
}

function judgeGrowth(kind: Kind, before: Resources, after: Resources, cycles: number): Judgement | null {
  const tolerated = Math.ceil(cycles / CYCLES_A_LEAK);
  const grown = after[kind].length - before[kind].length;
  if (grown < tolerated) return null;
  return fail(
    `the process of SQL Server had ${grown} ${kind} more after ${cycles} further backups`,
    {
      expected: `fewer than ${tolerated} more`,
      observed: `at least ${before[kind].length}, then at least ${after[kind].length} ${kind}`,
    },
    [before, after],
  );
}

function decisive(early: readonly Resources[], late: readonly Resources[]): Events {
  const events = new Set(KINDS.flatMap((kind) => [least(early, kind), least(late, kind)]));
  return [...events].sort((a, b) => a.n - b.n);
}
