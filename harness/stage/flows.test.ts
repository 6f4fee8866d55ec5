import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { historySchema, type CallEvent, type History } from '../history/history.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { RunningTarget } from '../targets/target.js';
import { FEATURE } from '../vdi/codes.js';
import { openSession, type Session } from './session.js';
import type { ClientRole, RemoteObject, ServerRole, Stage } from './stage.js';

/** The two ways in which a set ends, on the real reference: what a history says of them, event by event. */
let target: RunningTarget;
let session: Session;

beforeAll(async () => {
  target = await new EmbeddedTarget({ warmRoles: 2 }).start({ limits: DEFAULT_LIMITS });
  session = await openSession(target.connection);
});

afterAll(async () => {
  await session.close();
  await target.stop();
});

interface Configured {
  readonly server: ServerRole;
  readonly client: ClientRole;
  readonly serverDevice: RemoteObject;
  readonly clientDevice: RemoteObject;
}

/** One device, from nothing to Active, with the agent running. */
async function active(stage: Stage): Promise<Configured & { agent: ReturnType<ServerRole['lendThread']> }> {
  const client = await stage.client();
  const server = await stage.server();
  const config = { deviceCount: 1, features: FEATURE.LikePipe, alignment: 4_096 };
  stage.need(await client.set.call('CreateEx', { name: stage.set, config }));
  stage.need(await server.set.call('Open', { name: stage.set }));
  const begin = { features: 0, blockSize: 4_096, alignment: 4_096, maxTransferSize: 65_536, timeoutMs: 0 };
  stage.need(await server.set.call('BeginConfiguration', begin));
  stage.need(await server.set.call('RequestBuffers', { size: 65_536, alignment: 4_096, count: 4 }));
  stage.need(await server.set.call('EndConfiguration'));
  stage.need(await client.set.call('GetConfiguration', { timeoutMs: 5_000 }));
  const ofServer = await server.openDevice(stage.set);
  const ofClient = await client.openDevice(stage.set);
  stage.need(ofServer.answer);
  stage.need(ofClient.answer);
  const agent = server.lendThread();
  await agent.entered;
  if (ofServer.device === null || ofClient.device === null) return stage.abandon('there is no device');
  return { server, client, serverDevice: ofServer.device, clientDevice: ofClient.device, agent };
}

function calls(history: History, method: string, role: string): CallEvent[] {
  return history.events.filter(
    (event): event is CallEvent => event.kind === 'call' && event.method === method && event.role === role,
  );
}

function names(events: readonly CallEvent[]): string[] {
  return events.map(({ outcome }) => (outcome.how === 'returned' ? outcome.name : outcome.how));
}

describe('a set on the reference', () => {
  test('a backup that ends normally', async () => {
    const recording = session.record({ rule: 'TEST', scenario: 'normal end' });
    await recording.runCase({ id: 'one', parameters: { devices: 1 }, processes: 2 }, async (stage) => {
      const { server, client, serverDevice, clientDevice, agent } = await active(stage);
      const buffer = stage.need(await server.set.call('AllocateBuffer', { size: 65_536, alignment: 4_096 }));
      const address = String(buffer.results['buffer']);
      await server.fill(address, 65_536, 7);
      await stage.objects('active');
      const { numbers } = await server.send(serverDevice, [
        { size: 65_536, buffer: address },
        { size: 0, commandCode: 11 + 1 },
      ]);
      expect(numbers).toEqual([1, 2]);
      const { taken } = await client.take(clientDevice, 2);
      await client.compare('received', String(taken[0]?.buffer), 65_536, 7);
      await client.complete(clientDevice, taken);
      expect(await server.callbacks(2)).toBe(2);
      stage.need(await server.set.call('FreeBuffer', { buffer: address, size: 65_536 }));
      const last = clientDevice.call('GetCommand', { timeoutMs: 20_000 });
      await last.started;
      stage.need(await serverDevice.call('CloseDevice'));
      await last;
      stage.need(
        await server.set.call(
          'Close',
          {},
          { observe: { label: 'buffer', ranges: [{ label: 'b', address, size: 65_536 }] } },
        ),
      );
      await agent.returned;
      await client.set.call('Close');
      await stage.objects('closed');
    });

    const history = recording.history();
    expect(() => historySchema.parse(history)).not.toThrow();
    expect(
      history.events.filter(({ kind }) => ['kit-fault', 'limit', 'abandoned', 'output'].includes(kind)),
    ).toEqual([]);
    expect(history.events.map(({ n }) => n)).toEqual(history.events.map((_, i) => i + 1));
    expect(names(calls(history, 'GetCommand', 'client'))).toEqual(['NOERROR', 'NOERROR', 'VD_E_CLOSE']);
    expect(names(calls(history, 'Close', 'server'))).toEqual(['NOERROR']);
    expect(names(calls(history, 'ExecuteCompletionAgent', 'server'))).toEqual(['NOERROR']);
    const callbacks = history.events.filter((event) => event.kind === 'callback');
    expect(
      callbacks.map(({ command, context, completionName }) => [command, context, completionName]),
    ).toEqual([
      [1, 1, 'ERROR_SUCCESS'],
      [2, 2, 'ERROR_SUCCESS'],
    ]);
    const agent = history.events.filter((event) => event.kind === 'agent');
    expect(agent.map(({ what }) => what)).toEqual(['entered', 'returned']);
    expect(callbacks.map(({ thread }) => thread)).toEqual([agent[0]?.thread, agent[0]?.thread]);
    expect(history.events.find((event) => event.kind === 'buffer')).toMatchObject({
      intact: true,
      role: 'client',
    });
    expect(history.events.find((event) => event.kind === 'ranges')).toMatchObject({
      seenFrom: 'self',
      ranges: [{ label: 'b', mapped: false }],
    });
    const objects = history.events.filter((event) => event.kind === 'objects');
    expect(objects[0]?.objects.length).toBeGreaterThan(0);
    expect(objects[1]?.objects).toEqual([]);
  });

  test('Close with a device open and commands outstanding', async () => {
    const recording = session.record({ rule: 'TEST', scenario: 'abort' });
    await recording.runCase({ id: 'one', parameters: {}, processes: 2, waitingCalls: 4 }, async (stage) => {
      const { server, client, serverDevice, clientDevice, agent } = await active(stage);
      await server.resources('active');
      const { numbers } = await server.send(
        serverDevice,
        Array.from({ length: 5 }, () => ({})),
      );
      const { taken } = await client.take(clientDevice, 5);
      const waiting = clientDevice.call('GetCommand', { timeoutMs: 20_000 });
      await waiting.started;
      await client.settled();
      await server.set.call('Close');
      await waiting;
      await agent.returned;
      await server.callbacks(numbers.length);
      await client.complete(clientDevice, taken.slice(0, 1));
      await server.resources('closed');
      await client.kill();
      await stage.objects('after');
    });

    const history = recording.history();
    expect(history.events.filter(({ kind }) => ['kit-fault', 'limit', 'abandoned'].includes(kind))).toEqual(
      [],
    );
    expect(names(calls(history, 'Close', 'server'))).toEqual(['VD_E_PROTOCOL']);
    expect(names(calls(history, 'GetCommand', 'client')).at(-1)).toBe('VD_E_ABORT');
    expect(names(calls(history, 'CompleteCommand', 'client'))).toEqual(['VD_E_ABORT']);
    const callbacks = history.events.filter((event) => event.kind === 'callback');
    expect(callbacks.map(({ command }) => command)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(callbacks.map(({ completionName }) => completionName))).toEqual(
      new Set(['ERROR_OPERATION_ABORTED']),
    );
    const [before, after] = history.events.filter((event) => event.kind === 'resources');
    expect(before?.mappings.length).toBeGreaterThan(0);
    expect(after?.mappings).toEqual([]);
    expect(history.events.find((event) => event.kind === 'process-end')).toMatchObject({
      role: 'client',
      signal: 'SIGKILL',
      cause: 'killed-by-scenario',
    });
  });

  test('a case that needs what it was not given names the event that it was abandoned for', async () => {
    const recording = session.record({ rule: 'TEST', scenario: 'abandoned' });
    await recording.runCase({ id: 'one', parameters: {}, processes: 1 }, async (stage) => {
      const server = await stage.server();
      stage.need(await server.set.call('Open', { name: stage.set }));
      expect.unreachable();
    });
    const [, open, abandoned, ...more] = recording.history().events;
    expect(open).toMatchObject({ kind: 'call', method: 'Open' });
    expect(abandoned).toMatchObject({ kind: 'abandoned', because: open?.n });
    expect(more).toMatchObject([{ kind: 'resources', role: 'server', label: 'when the case was abandoned' }]);
  });

  test("a script's own error is a fault of the kit, not of the target", async () => {
    const recording = session.record({ rule: 'TEST', scenario: 'broken script' });
    await recording.runCase({ id: 'one', parameters: {}, processes: 1 }, async (stage) => {
      const server = await stage.server();
      await server.set.call('Shut');
    });
    expect(recording.history().events.at(-1)).toMatchObject({ kind: 'kit-fault', code: 'UNKNOWN_METHOD' });
  });

  test('one waiting call more than the case said is a fault of the kit', async () => {
    const recording = session.record({ rule: 'TEST', scenario: 'too many' });
    await recording.runCase({ id: 'one', parameters: {}, processes: 2, waitingCalls: 1 }, async (stage) => {
      const { client, clientDevice } = await active(stage);
      void clientDevice.call('GetCommand', { timeoutMs: 100 });
      void clientDevice.call('GetCommand', { timeoutMs: 100 });
      await client.settled();
    });
    expect(recording.history().events.at(-1)).toMatchObject({
      kind: 'kit-fault',
      code: 'TOO_MANY_WAITING_CALLS',
    });
  });

  test('a waiting call may wait for as long as nobody awaits it; then its limit counts', async () => {
    const impatient = await openSession({
      ...target.connection,
      limits: { ...DEFAULT_LIMITS, waitingCallMs: 200 },
    });
    const recording = impatient.record({ rule: 'TEST', scenario: 'waiting' });
    await recording.runCase({ id: 'one', parameters: {}, processes: 1 }, async (stage) => {
      const client = await stage.client();
      stage.need(await client.set.call('Create', { name: stage.set, config: { deviceCount: 1 } }));
      // Answered 100 ms after somebody turns to it, long after the limit would be over had it counted at once.
      const first = client.set.call('GetConfiguration', { timeoutMs: 600 });
      await first.started;
      await new Promise((resolve) => setTimeout(resolve, 500));
      await first;
      await client.set.call('GetConfiguration', { timeoutMs: 20_000 });
    });
    await impatient.close();
    const history = recording.history();
    expect(names(calls(history, 'GetConfiguration', 'client'))).toEqual(['VD_E_TIMEOUT', 'no-answer']);
    expect(history.events.find((event) => event.kind === 'limit')).toMatchObject({ limit: 'waitingCallMs' });
  });

  test('a waiting call that was answered before anybody awaits it starts no limit', async () => {
    const limit = 123_457;
    const patient = await openSession({
      ...target.connection,
      limits: { ...DEFAULT_LIMITS, waitingCallMs: limit },
    });
    const timers = vi.spyOn(globalThis, 'setTimeout');
    try {
      const recording = patient.record({ rule: 'TEST', scenario: 'answered early' });
      await recording.runCase({ id: 'one', parameters: {}, processes: 1 }, async (stage) => {
        const client = await stage.client();
        stage.need(await client.set.call('Create', { name: stage.set, config: { deviceCount: 1 } }));
        const waiting = client.set.call('GetConfiguration', { timeoutMs: 0 });
        await waiting.started;
        await new Promise((resolve) => setTimeout(resolve, 300));
        await waiting;
        await new Promise(setImmediate);
      });
      // It would keep the process alive until it is over.
      expect(timers.mock.calls.filter(([, ms]) => ms === limit)).toEqual([]);
    } finally {
      timers.mockRestore();
      await patient.close();
    }
  });
});
