import { afterAll, beforeAll, expect, test } from 'vitest';
import { goneWithin } from '../agent/testing/processes.js';
import { historySchema, type History } from '../history/history.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { LinuxProbe } from '../probes/linux.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { RunningTarget } from '../targets/target.js';
import { openSession, type OnStep } from './session.js';
import type { Stage } from './stage.js';

/**
 * kill -9 of either role or the agent, before every step of a scenario in turn: the case ends, says what
 * happened, blames nobody else, and leaves nothing named behind.
 */
let target: RunningTarget;
beforeAll(async () => {
  target = await new EmbeddedTarget({ warmRoles: 2 }).start({
    limits: { ...DEFAULT_LIMITS, callbacksMs: 500 },
  });
});
afterAll(() => target.stop());

/** Both ends of a set, until it is closed with a command outstanding. */
async function scenario(stage: Stage): Promise<void> {
  const client = await stage.client();
  const server = await stage.server();
  stage.need(await client.set.call('Create', { name: stage.set, config: { deviceCount: 1 } }));
  stage.need(await server.set.call('Open', { name: stage.set }));
  const begin = { features: 0, blockSize: 512, alignment: 512, maxTransferSize: 65_536, timeoutMs: 0 };
  stage.need(await server.set.call('BeginConfiguration', begin));
  stage.need(await server.set.call('EndConfiguration'));
  stage.need(await client.set.call('GetConfiguration', { timeoutMs: 2_000 }));
  const ofServer = await server.openDevice(stage.set);
  const ofClient = await client.openDevice(stage.set);
  if (ofServer.device === null || ofClient.device === null) return stage.abandon('there is no device');
  const agent = server.lendThread();
  await agent.entered;
  await server.resources('active');
  await server.send(ofServer.device, [{}]);
  const waiting = ofClient.device.call('GetCommand', { timeoutMs: 2_000 });
  await waiting;
  await server.set.call('Close');
  await agent.returned;
  await server.callbacks(1);
  await client.set.call('Close');
  await stage.objects('closed');
}

/** Plays the scenario once; the names of its steps, and the history. */
async function play(onStep: OnStep): Promise<{ steps: string[]; set: string; history: History }> {
  const steps: string[] = [];
  let set = '';
  const session = await openSession(target.connection, {
    onStep: async (info) => {
      steps.push(info.step);
      await onStep(info);
    },
  });
  const recording = session.record({ rule: 'TEST', scenario: 'kill' });
  await recording.runCase({ id: 'a', parameters: {}, processes: 2, waitingCalls: 4 }, (stage) => {
    ({ set } = stage);
    return scenario(stage);
  });
  await session.close();
  return { steps, set, history: historySchema.parse(recording.history()) };
}

test.each(['server', 'client', 'agent'] as const)('kill -9 of the %s at every step', async (victim) => {
  const undisturbed = await play(async () => undefined);
  expect(
    undisturbed.history.events.filter(({ kind }) => kind === 'kit-fault' || kind === 'process-end'),
  ).toEqual([]);
  expect(undisturbed.steps.length).toBeGreaterThan(15);

  for (const at of undisturbed.steps.keys()) {
    let count = 0;
    let killed = 0;
    let all: number[] = [];
    const { set, history } = await play(async ({ roles, agentPid }) => {
      all = Object.values(roles);
      if (count++ !== at) return;
      const pid = victim === 'agent' ? agentPid : roles[victim];
      if (pid === undefined) return;
      killed = pid;
      process.kill(pid, 'SIGKILL');
      await goneWithin(pid, 5_000);
    });
    const where = `${victim} before step ${at} (${undisturbed.steps[at] ?? ''})`;
    const faults = history.events.filter((event) => event.kind === 'kit-fault').map(({ code }) => code);
    const ends = history.events.filter((event) => event.kind === 'process-end');
    expect(faults, where).toEqual(victim === 'agent' ? ['AGENT_LOST'] : []);
    if (victim !== 'agent' && killed !== 0) {
      expect(ends, where).toEqual([
        expect.objectContaining({ pid: killed, role: victim, signal: 'SIGKILL', cause: 'by-itself' }),
      ]);
    } else {
      expect(ends, where).toEqual([]);
    }
    // After an agent's death its roles end by themselves; of what a session killed the agent has waited for.
    for (const pid of all) expect(await goneWithin(pid, 5_000), where).toBe(true);
    expect(await new LinuxProbe().objects(set), where).toEqual([]);
  }
});
