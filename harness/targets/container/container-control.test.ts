import { once } from 'node:events';
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { Frames, FRAME_BYTES } from '../../agent/frames.js';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { ContainerControl } from './container-control.js';
import { KEEP_ALIVE_MS } from './inside/protocol.js';

const SECRET = 'a secret';
/** Of different lengths: which one was over shows. */
const limits = { ...DEFAULT_LIMITS, agentAnswerMs: 60, containerAnswerMs: 120 };

let server: Server;
const sockets: Socket[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  await once(server, 'close');
});

/** A program that accepts, answers with these frames, one for each of the first, and then never again. */
async function answering(...answers: ((frame: unknown) => unknown)[]): Promise<number> {
  server = createServer((socket) => {
    sockets.push(socket);
    const frames = new Frames(socket, FRAME_BYTES);
    frames.onFrame = (frame) => {
      const answer = answers.shift();
      if (answer !== undefined) frames.send(answer(frame));
    };
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const welcome = (): unknown => ({ pid: 1 });

async function opened(...answers: ((frame: unknown) => unknown)[]): Promise<ContainerControl> {
  const control = await ContainerControl.open(
    '127.0.0.1',
    await answering(welcome, ...answers),
    SECRET,
    limits,
  );
  return control;
}

test.each([
  ['start', 'containerAnswerMs', [{ limits: DEFAULT_LIMITS }]],
  ['check', 'containerAnswerMs', [null, 1]],
  ['processesStarted', 'agentAnswerMs', []],
  ['stop', 'agentAnswerMs', []],
] as const)('a program that never answers to %s: the limit is %s', async (method, limit, args) => {
  const control = await opened();
  const ask = control.ask.bind(control) as (method: string, ...args: readonly unknown[]) => Promise<unknown>;
  await expect(ask(method, ...args)).rejects.toMatchObject({
    name: 'TargetUnavailableError',
    code: 'CONTAINER_SILENT',
    message: expect.stringContaining(`not within ${limits[limit]} ms (limit ${limit})`) as string,
    details: {
      awaited: expect.stringContaining('in the container') as string,
      afterMs: limits[limit],
      limit,
      remedy: expect.stringContaining('machine of the Docker engine') as string,
    },
  });
  control.close();
});

test('a limit that was over in the container is told of as such', async () => {
  const control = await opened((frame) => ({
    t: 's',
    i: (frame as { i: string }).i,
    e: { code: 'LIMIT_OVER', message: 'the agent starting: not within 1 ms' },
  }));
  await expect(control.ask('processesStarted')).rejects.toMatchObject({
    code: 'LIMIT_OVER',
    message: 'the agent starting: not within 1 ms',
  });
  control.close();
});

test('an answer within the limit is the answer', async () => {
  const control = await opened((frame) => ({ t: 's', i: (frame as { i: string }).i, r: 7 }));
  expect(await control.ask('processesStarted')).toBe(7);
  control.close();
});

test('a program that does not even answer to the secret is not waited for', async () => {
  const port = await answering();
  await expect(ContainerControl.open('127.0.0.1', port, SECRET, limits)).rejects.toMatchObject({
    code: 'LIMIT_OVER',
    details: { limit: 'agentAnswerMs', awaited: `the container's program at 127.0.0.1:${port}` },
  });
});

test('between calls the connection asks whether the other machine is still there', async () => {
  const keepAlive = vi.spyOn(Socket.prototype, 'setKeepAlive');
  const control = await opened();
  expect(keepAlive.mock.calls).toEqual([[true, KEEP_ALIVE_MS]]);
  control.close();
});
