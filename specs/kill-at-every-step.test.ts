import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../harness/limits/limits.js';
import { openSession, type OnStep } from '../harness/stage/session.js';
import { EmbeddedTarget } from '../harness/targets/embedded.js';
import type { RunningTarget } from '../harness/targets/target.js';
import { judge } from './close/CLOSE-10.judge.js';
import type { Judgement } from './findings/finding.js';
import { judgeHistory } from './findings/judge-history.js';
import { closedUnderLoad } from './steps/aborted.js';

/** A scenario with every kind of step: devices, commands, an agent, callbacks; small, as it runs often. */
const scenario = closedUnderLoad({ devices: 2, direction: 'write', completed: 2, outstanding: 3, held: 1 });

let target: RunningTarget;
beforeAll(async () => {
  target = await new EmbeddedTarget({ warmRoles: 2 }).start({ limits: DEFAULT_LIMITS });
});
afterAll(() => target.stop());

interface Run {
  readonly steps: string[];
  /** Every process that was seen in the case. */
  readonly pids: Set<number>;
  readonly killed: boolean;
  readonly judgement: Judgement;
  readonly kinds: Set<string>;
}

/** Runs the scenario once; at step `at` (from 0) the victim is killed, if it has a process by then. */
async function run(victim?: 'server' | 'client' | 'agent', at?: number): Promise<Run> {
  const steps: string[] = [];
  const pids = new Set<number>();
  let killed = false;
  const onStep: OnStep = async ({ step, roles, agentPid }) => {
    for (const pid of Object.values(roles)) pids.add(pid);
    const pid = victim === 'agent' ? agentPid : victim === undefined ? undefined : roles[victim];
    if (steps.length === at && pid !== undefined) {
      process.kill(pid, 'SIGKILL');
      killed = true;
    }
    steps.push(step);
  };
  const session = await openSession(target.connection, { onStep });
  const recording = session.record({ rule: 'CLOSE-10', scenario: 'killed' });
  await recording.runCase(scenario, scenario.script);
  await session.close();
  const history = recording.history();
  const kinds = new Set<string>(history.events.map((event) => event.kind));
  return { steps, pids, killed, kinds, judgement: judgeHistory(judge, history).judgement };
}

/** Resolves when none of the processes exists; the test's own limit ends a wait for one that stays. */
async function gone(pids: Set<number>): Promise<void> {
  for (const pid of pids) {
    while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('SIGKILL at every step of a scenario', () => {
  it('passes when nobody is killed', async () => {
    const { judgement, pids } = await run();
    expect(judgement).toMatchObject({ verdict: 'pass' });
    await gone(pids);
  });

  it.each(['server', 'client', 'agent'] as const)(
    'of the %s: the run ends, concludes nothing, and leaves no process',
    async (victim) => {
      const { steps } = await run();
      let kills = 0;
      for (let at = 0; at < steps.length; at++) {
        const { killed, judgement, pids, kinds } = await run(victim, at);
        if (killed) {
          kills++;
          const where = `killed before step ${at}, ${String(steps[at])}: ${judgement.reason}`;
          expect(judgement.verdict, where).toBe('inconclusive');
          expect(kinds.has(victim === 'agent' ? 'kit-fault' : 'process-end'), where).toBe(true);
        }
        await gone(pids);
      }
      // Roles have no process in the first steps, which start them; the agent always has.
      expect(kills).toBeGreaterThan(steps.length - 4);
      expect((await run()).judgement).toMatchObject({ verdict: 'pass' });
    },
    120_000,
  );
});
