import { afterAll, beforeAll, expect, it } from 'vitest';
import { goneWithin } from '../harness/agent/testing/processes.js';
import { historySchema, type History } from '../harness/history/history.js';
import { DEFAULT_LIMITS } from '../harness/limits/limits.js';
import { LinuxProbe } from '../harness/probes/linux.js';
import type { OnStep } from '../harness/stage/on-step.js';
import { openSession } from '../harness/stage/session.js';
import { EmbeddedTarget } from '../harness/targets/embedded.js';
import type { RunningTarget } from '../harness/targets/target.js';
import { judge } from './close/CLOSE-10.judge.js';
import type { Judgement } from './findings/finding.js';
import { judgeHistory } from './findings/judge-history.js';
import { closedUnderLoad } from './steps/aborted.js';

/**
 * SIGKILL of either role or the agent, before every step of a scenario in turn: the run ends, its history says
 * what happened and blames nobody else, the verdict is right, and nothing is left behind.
 */

/** A scenario with every kind of step: devices, commands, an agent, callbacks; small, as it runs often. */
const scenario = closedUnderLoad({ devices: 1, direction: 'write', completed: 1, outstanding: 2, held: 1 });

/** A process that was killed is gone within this; its roles end when the agent does. */
const GONE_MS = 5_000;

let target: RunningTarget;
beforeAll(async () => {
  const limits = { ...DEFAULT_LIMITS, callbacksMs: 500 };
  target = await new EmbeddedTarget({ warmRoles: 2 }).start({ limits });
});
afterAll(() => target.stop());

interface Played {
  readonly steps: string[];
  readonly set: string;
  readonly history: History;
  readonly judgement: Judgement;
}

async function play(onStep: OnStep = async () => undefined): Promise<Played> {
  const steps: string[] = [];
  let set = '';
  const session = await openSession(target.connection, {
    onStep: async (info) => {
      steps.push(info.step);
      await onStep(info);
    },
  });
  const recording = session.record({ rule: 'CLOSE-10', scenario: 'killed' });
  await recording.runCase({ ...scenario, waitingCalls: 4 }, (stage) => {
    ({ set } = stage);
    return scenario.script(stage);
  });
  await session.close();
  const history = historySchema.parse(recording.history());
  return { steps, set, history, judgement: judgeHistory(judge, history).judgement };
}

/** What the history says of processes and of the kit. */
function told({ events }: History): { faults: string[]; ends: unknown[] } {
  return {
    faults: events.filter((event) => event.kind === 'kit-fault').map(({ code }) => code),
    ends: events.filter((event) => event.kind === 'process-end'),
  };
}

it.each(['server', 'client', 'agent'] as const)('SIGKILL of the %s at every step', async (victim) => {
  const undisturbed = await play();
  expect(undisturbed.judgement.verdict).toBe('pass');
  expect(told(undisturbed.history)).toEqual({ faults: [], ends: [] });
  expect(undisturbed.steps.length).toBeGreaterThan(20);

  for (const at of undisturbed.steps.keys()) {
    let count = 0;
    let killed: number | undefined;
    let all: number[] = [];
    const { set, history, judgement } = await play(async ({ roles, agentPid }) => {
      all = Object.values(roles);
      if (count++ !== at) return;
      killed = victim === 'agent' ? agentPid : roles[victim];
      if (killed === undefined) return;
      process.kill(killed, 'SIGKILL');
      await goneWithin(killed, GONE_MS);
    });

    const where = `${victim} before step ${at} (${String(undisturbed.steps[at])}): ${judgement.reason}`;
    const end = { pid: killed, role: victim, signal: 'SIGKILL', cause: 'by-itself' };
    if (killed === undefined) {
      // The role's process did not exist yet.
      expect(judgement.verdict, where).toBe('pass');
      expect(told(history), where).toEqual({ faults: [], ends: [] });
    } else {
      expect(judgement.verdict, where).toBe('inconclusive');
      expect(told(history), where).toEqual(
        victim === 'agent'
          ? { faults: ['AGENT_LOST'], ends: [] }
          : { faults: [], ends: [expect.objectContaining(end)] },
      );
    }
    for (const pid of all) expect(await goneWithin(pid, GONE_MS), where).toBe(true);
    expect(await new LinuxProbe().objects(set), where).toEqual([]);
  }
  expect((await play()).judgement.verdict).toBe('pass');
});
