import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { BirpcReturn } from 'birpc';
import { FRAME_BYTES, Frames, STRANGER_FRAME_BYTES } from '../agent/frames.js';
import type { Hello, SessionCalls, SessionEvents, Welcome } from '../agent/protocol.js';
import { rpcOver } from '../agent/rpc.js';
import { KitError } from '../errors/kit-error.js';
import type { LimitName } from '../limits/limits.js';
import type { TargetConnection } from '../targets/target.js';
import { TargetClock } from './target-clock.js';

/** A refused connection is tried again after this: the port answers nothing until a new agent listens. */
const TRY_AGAIN_MS = 20;

/** Waits for something that is bounded by a named limit. */
export async function within<T>(what: Promise<T>, limit: LimitName, ms: number, awaited: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new KitError('LIMIT_OVER', `${awaited}: not within ${ms} ms (limit ${limit})`, {
            awaited,
            afterMs: ms,
            limit,
            remedy: 'On a slow machine, give --patience.',
          }),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([what, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** A session's connection to one agent, from hello to its end. */
export class AgentConnection {
  /** Resolves when the connection has ended, whoever ended it. */
  readonly lost: Promise<void>;
  /** Told of every call that a role has issued. */
  readonly onIssued = new Set<(role: number, call: number) => void>();
  readonly #rpc: BirpcReturn<SessionCalls, SessionEvents, false>;
  #open = true;

  private constructor(
    private readonly frames: Frames,
    private readonly answerMs: number,
    /** Process id of the agent. */
    readonly pid: number,
  ) {
    this.#rpc = rpcOver<SessionCalls, SessionEvents>(frames, {
      issued: (role, call) => {
        for (const listener of this.onIssued) listener(role, call);
      },
    });
    this.lost = new Promise((resolve) =>
      frames.socket.once('close', () => {
        this.#open = false;
        resolve();
      }),
    );
  }

  #clock: TargetClock | null = null;

  get clock(): TargetClock {
    if (this.#clock === null) throw new TypeError('the clocks were not compared');
    return this.#clock;
  }

  get open(): boolean {
    return this.#open;
  }

  /**
   * Connects, again and again while nobody listens: an agent that died is replaced on the same port.
   * @throws KitError LIMIT_OVER (agentStartMs), or AGENT_REFUSED when the agent does not take the secret.
   */
  static async open(to: TargetConnection): Promise<AgentConnection> {
    const { agentStartMs, agentAnswerMs } = to.limits;
    const stop = new AbortController();
    try {
      const frames = await within(
        knock(to, stop.signal),
        'agentStartMs',
        agentStartMs,
        'a connection to the agent',
      );
      const welcome = await within(
        greet(frames, to.secret),
        'agentAnswerMs',
        agentAnswerMs,
        "the agent's welcome",
      );
      const connection = new AgentConnection(frames, agentAnswerMs, welcome.pid);
      connection.#clock = await TargetClock.compare(() => connection.ask('clock', []));
      return connection;
    } finally {
      stop.abort();
    }
  }

  /**
   * A question that the agent answers by itself, bounded by `agentAnswerMs`.
   * @throws KitError LIMIT_OVER, or CONNECTION_LOST when the agent is gone.
   */
  ask<M extends keyof SessionCalls>(
    method: M,
    args: Parameters<SessionCalls[M]>,
  ): Promise<Awaited<ReturnType<SessionCalls[M]>>> {
    return within(
      this.await(method, args),
      'agentAnswerMs',
      this.answerMs,
      `the agent's answer to ${method}`,
    );
  }

  /** A question whose answer depends on a role: bounded by whoever asks. */
  await<M extends keyof SessionCalls>(
    method: M,
    args: Parameters<SessionCalls[M]>,
  ): Promise<Awaited<ReturnType<SessionCalls[M]>>> {
    // birpc types arguments by the key; they are the same tuple here.
    const call = this.#rpc.$call as unknown as (
      method: M,
      ...args: unknown[]
    ) => Promise<Awaited<ReturnType<SessionCalls[M]>>>;
    return call(method, ...args);
  }

  async close(): Promise<void> {
    this.frames.socket.destroy();
    await this.lost;
  }
}

async function knock(to: TargetConnection, stop: AbortSignal): Promise<Frames> {
  for (;;) {
    const socket = connect(to.port, to.host);
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (stop.aborted) socket.destroy();
    if (connected) return new Frames(socket, STRANGER_FRAME_BYTES);
    await delay(TRY_AGAIN_MS, undefined, { signal: stop });
  }
}

function greet(frames: Frames, secret: string): Promise<Welcome> {
  return new Promise((resolve, reject) => {
    const refused = (): void =>
      reject(new KitError('AGENT_REFUSED', 'the agent cut the connection off at the hello'));
    const socket: Socket = frames.socket;
    socket.once('close', refused);
    frames.onFrame = (frame) => {
      socket.off('close', refused);
      frames.maxBytes = FRAME_BYTES;
      resolve(frame as Welcome);
    };
    const hello: Hello = { as: 'session', secret };
    frames.send(hello);
  });
}
