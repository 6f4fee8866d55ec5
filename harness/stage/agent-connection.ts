import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { BirpcReturn } from 'birpc';
import { FRAME_BYTES, Frames, STRANGER_FRAME_BYTES } from '../agent/frames.js';
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
      const { frames, welcome } = await within(
        knock(to, stop.signal),
        'agentStartMs',
        agentStartMs,
        'a connection to the agent',
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

/**
 * Connects and says hello, until an agent answers. Nobody listens, or somebody who hangs up without a word:
 * an agent that is dying, or its successor's time has not yet come.
 */
async function knock(to: TargetConnection, stop: AbortSignal): Promise<{ frames: Frames; welcome: Welcome }> {
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
        frames.send(hello);
      });
    });
    stop.removeEventListener('abort', hangUp);
    if (answer !== null) {
      if ('refused' in answer) throw new KitError('AGENT_REFUSED', 'the agent does not know the secret');
      frames.maxBytes = FRAME_BYTES;
      return { frames, welcome: answer };
    }
    await delay(TRY_AGAIN_MS, undefined, { signal: stop });
  }
}
