import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { BirpcReturn } from 'birpc';
import { FRAME_BYTES, Frames, STRANGER_FRAME_BYTES } from '../agent/frames.js';
import type { Recorded } from '../agent/programs/protocol.js';
import type { Hello, HelloAnswer, SessionCalls, SessionEvents, Welcome } from '../agent/protocol.js';
import { rpcOver } from '../agent/rpc.js';
import { KitError } from '../errors/kit-error.js';
import { within } from './within.js';
import type { TargetConnection } from '../targets/target.js';
import { TargetClock } from './target-clock.js';

/** Nothing tells us when a new agent listens on the port of a dead one: it is tried again after this. */
const TRY_AGAIN_MS = 20;

/** A session's connection to one agent, from hello to its end. */
export class AgentConnection {
  /** Resolves when the connection has ended, whoever ended it. */
  readonly lost: Promise<void>;
  /** Told when the connection has ended. Cases are many and shorter than it: each takes itself off again. */
  readonly onLost = new Set<() => void>();
  /** Told of every call that a role has issued. */
  readonly onIssued = new Set<(role: number, call: number) => void>();
  /** Told of everything that was recorded in a process of a program, or of the server. */
  readonly onRecorded = new Set<(recorded: Recorded) => void>();
  #programs = 0;
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
      recorded: (recorded) => {
        for (const listener of this.onRecorded) listener(recorded);
      },
    });
    this.lost = new Promise((resolve) =>
      frames.socket.once('close', () => {
        this.#open = false;
        for (const listener of this.onLost) listener();
        resolve();
      }),
    );
  }

  #clock: TargetClock | null = null;

  get clock(): TargetClock {
    if (this.#clock === null) throw new TypeError('the clocks were not compared');
    return this.#clock;
  }

  /** A number for a program that is to be started. */
  nextProgram(): number {
    return ++this.#programs;
  }

  get open(): boolean {
    return this.#open;
  }

  /**
   * Connects, again and again while nobody listens: an agent that died is replaced on the same port.
   * @param given up: the agent was not there within the limit before, and is asked for only once.
   * @throws KitError LIMIT_OVER (agentStartMs), AGENT_GONE when it was given up and is not there, or AGENT_REFUSED
   * when it does not take the secret.
   */
  static async open(to: TargetConnection, { givenUp = false } = {}): Promise<AgentConnection> {
    const { agentStartMs } = to.limits;
    const stop = new AbortController();
    try {
      return await within(
        AgentConnection.#reach(to, stop.signal, givenUp),
        'agentStartMs',
        agentStartMs,
        'a connection to the agent',
      );
    } finally {
      stop.abort();
    }
  }

  /** An agent that dies just after it has answered is no better than one that is dying. */
  static async #reach(to: TargetConnection, stop: AbortSignal, givenUp: boolean): Promise<AgentConnection> {
    for (;;) {
      const { frames, welcome } = await knock(to, stop, givenUp);
      const hangUp = (): void => void frames.socket.destroy();
      stop.addEventListener('abort', hangUp);
      const connection = new AgentConnection(frames, to.limits.agentAnswerMs, welcome.pid);
      try {
        connection.#clock = await TargetClock.compare(() => connection.ask('clock', []));
        return connection;
      } catch (error) {
        if (!(error instanceof KitError) || error.code !== 'CONNECTION_LOST' || stop.aborted) throw error;
      } finally {
        stop.removeEventListener('abort', hangUp);
      }
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

/** Where nobody listens the system may choose the very port that is asked for: then a connection is its own peer. */
export function isItself({ localPort, remotePort, localAddress, remoteAddress }: Socket): boolean {
  return localPort === remotePort && localAddress === remoteAddress;
}

/**
 * Connects and says hello, until an agent answers. Nobody listens, or somebody who hangs up without a word:
 * an agent that is dying, or its successor's time has not yet come.
 */
async function knock(
  to: TargetConnection,
  stop: AbortSignal,
  givenUp: boolean,
): Promise<{ frames: Frames; welcome: Welcome }> {
  for (;;) {
    const socket = connect(to.port, to.host);
    const frames = new Frames(socket, STRANGER_FRAME_BYTES);
    const hangUp = (): void => void socket.destroy();
    stop.addEventListener('abort', hangUp);
    const answer = await new Promise<HelloAnswer | null>((resolve) => {
      frames.onFrame = (frame) => {
        resolve(frame as HelloAnswer);
      };
      socket.once('close', () => {
        resolve(null);
      });
      const hello: Hello = { as: 'session', secret: to.secret };
      socket.once('connect', () => {
        if (isItself(socket)) socket.destroy();
        else frames.send(hello);
      });
    });
    stop.removeEventListener('abort', hangUp);
    if (answer !== null) {
      if ('refused' in answer) throw new KitError('AGENT_REFUSED', 'the agent does not know the secret');
      frames.maxBytes = FRAME_BYTES;
      return { frames, welcome: answer };
    }
    if (givenUp) {
      throw new KitError(
        'AGENT_GONE',
        'the agent was lost before, nobody took its place, and nobody has yet',
      );
    }
    await delay(TRY_AGAIN_MS, undefined, { signal: stop });
  }
}
