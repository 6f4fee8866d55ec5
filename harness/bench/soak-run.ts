import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuleCheck } from '../cli/faults/checks.js';
import type { History } from '../history/history.js';
import type { Session } from '../stage/session.js';
import { judgeHistory } from '../../specs/findings/judge-history.js';
import { runCases } from '../../specs/scenario.js';
import { keepCoresBusy } from './busy-cores.js';
import { randomFrom, shuffled } from './soak-random.js';

/** Cases that run side by side at most; a seed chooses from one on. */
const MOST_AT_ONCE = 4;
/** The share of runs whose cores are busy with something else. */
const BUSY_SHARE = 0.3;

/** A verdict that the reference must not have. */
export interface Differing {
  readonly rule: string;
  readonly case: string;
  readonly verdict: string;
  readonly reason: string;
  readonly history: History;
}

export interface SoakRun {
  readonly seed: number;
  readonly atOnce: number;
  readonly busy: boolean;
  readonly cases: number;
  readonly differing: readonly Differing[];
  /** Names of the sets that there were. */
  readonly sets: ReadonlySet<string>;
  readonly ms: number;
}

/** Every case of every rule once, in an order, so many at a time, and on cores so busy as the seed says. */
export async function soakOnce(
  session: Session,
  checks: readonly RuleCheck[],
  seed: number,
): Promise<SoakRun> {
  const random = randomFrom(seed);
  const atOnce = 1 + Math.floor(random() * MOST_AT_ONCE);
  const busy = random() < BUSY_SHARE;
  const waiting = shuffled(
    checks.flatMap((check) => check.scenario.cases.map((each) => ({ check, each }))),
    random,
  );
  const cases = waiting.length;
  const differing: Differing[] = [];
  const sets = new Set<string>();
  const began = performance.now();
  const makeQuiet = busy ? keepCoresBusy() : async () => undefined;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { rule, scenario, judge } = next.check;
      const recording = session.record({ rule, scenario: scenario.id });
      await runCases(recording, [next.each], 1);
      const history = recording.history();
      for (const name of setsIn(history)) sets.add(name);
      const { verdict, reason } = judgeHistory(judge, history).judgement;
      if (verdict !== 'pass') differing.push({ rule, case: next.each.id, verdict, reason, history });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, lane));
  } finally {
    await makeQuiet();
  }
  return { seed, atOnce, busy, cases, differing, sets, ms: performance.now() - began };
}

function setsIn({ events }: History): string[] {
  return events.flatMap((event) =>
    event.kind === 'call' && event.method === 'CreateEx' && typeof event.args['name'] === 'string'
      ? [event.args['name']]
      : [],
  );
}

/** Keeps the histories of a run that had verdicts which it must not have; answers the folder. */
export async function keepHistories(folder: string, run: SoakRun): Promise<string> {
  const kept = path.join(folder, `seed-${run.seed}`);
  await mkdir(kept, { recursive: true });
  for (const { rule, case: id, history } of run.differing)
    await writeFile(path.join(kept, `${rule}.${id}.json`), JSON.stringify(history, null, 1));
  return kept;
}
