import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import type { TargetConnection } from '../targets/target.js';
import { AgentConnection, isItself } from './agent-connection.js';

/** Agents of a test: what the first, the second and so on does when it is asked. */
type Doing = (socket: Socket, question: { m?: string; i?: string }) => void;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const answer: Doing = (socket, { m, i }) => {
  const frame = m === undefined ? { pid: 7 } : { t: 's', i, r: String(process.hrtime.bigint()) };
  socket.write(`${JSON.stringify(frame)}\n`);
};
const dieWhenAsked: Doing = (socket, question) => {
  if (question.m === undefined) answer(socket, question);
  else socket.destroy();
};

async function connectTo(...agents: Doing[]): Promise<{ connection: AgentConnection; met: () => number }> {
  let met = 0;
  const server = createServer((socket) => {
    const agent = agents[met++] ?? answer;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('utf8').trim().split('\n'))
        agent(socket, JSON.parse(line) as { m?: string; i?: string });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  ends.push(() => server.close());
  const connection = await AgentConnection.open(agentAt(port));
  ends.push(() => void connection.close());
  return { connection, met: () => met };
}

function agentAt(port: number): TargetConnection {
  const target = {
    name: 'embedded',
    platform: 'x',
    library: { file: 'x', sha256: 'x', version: null },
    fault: null,
  };
  return { host: '127.0.0.1', port, secret: 'x', target, limits: DEFAULT_LIMITS };
}

/** A port on which nobody listens, and a server that may. */
async function nobodysPort(): Promise<{ server: Server; to: TargetConnection }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return { server, to: agentAt(port) };
}

it('is made with the agent that replaces one which dies just after its welcome', async () => {
  const { connection, met } = await connectTo(dieWhenAsked, dieWhenAsked, answer);
  expect(connection.open).toBe(true);
  expect(connection.pid).toBe(7);
  expect(met()).toBe(3);
});

it('is asked for once, and no more, when the agent was given up before', async () => {
  const { server, to } = await nobodysPort();
  const began = performance.now();
  await expect(AgentConnection.open(to, { givenUp: true })).rejects.toMatchObject({ code: 'AGENT_GONE' });
  expect(performance.now() - began).toBeLessThan(to.limits.agentStartMs);

  // It may have come back all the same.
  server.on('connection', (socket) => {
    socket.on('data', (bytes) => {
      for (const line of bytes.toString('utf8').trim().split('\n'))
        answer(socket, JSON.parse(line) as { m?: string; i?: string });
    });
  });
  server.listen(to.port, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  const connection = await AgentConnection.open(to, { givenUp: true });
  ends.push(() => void connection.close());
  expect(connection.open).toBe(true);
});

it('is told from a connection that is its own peer, which nobody listening makes possible', async () => {
  const reserved = createServer().listen(0, '127.0.0.1');
  await once(reserved, 'listening');
  const { port } = reserved.address() as AddressInfo;
  reserved.close();
  await once(reserved, 'close');
  const itself = connect({ port, host: '127.0.0.1', localPort: port });
  ends.push(() => itself.destroy());
  await once(itself, 'connect');
  expect(isItself(itself)).toBe(true);
  const { connection } = await connectTo();
  expect(connection.open).toBe(true);
});
