import { connect } from 'node:net';
import type { BirpcReturn } from 'birpc';
import { FRAME_BYTES, Frames } from '../../agent/frames.js';
import type { Hello, HelloAnswer } from '../../agent/protocol.js';
import { rpcOver } from '../../agent/rpc.js';
import { KitError, TargetUnavailableError } from '../../errors/kit-error.js';
import type { LimitName, Limits } from '../../limits/limits.js';
import { within } from '../../stage/within.js';
import { KEEP_ALIVE_MS, type ContainerCalls, type ContainerEvents } from './inside/protocol.js';

/** What is awaited of each call, and for how long: an engine's machine that is gone says nothing. */
const AWAITED: Record<keyof ContainerCalls, { readonly what: string; readonly limit: LimitName }> = {
  start: { what: 'the agent starting in the container', limit: 'containerAnswerMs' },
  check: { what: "the library's answers in the container", limit: 'containerAnswerMs' },
  processesStarted: { what: 'the number of processes in the container', limit: 'agentAnswerMs' },
  stop: { what: 'the end of the agent in the container', limit: 'agentAnswerMs' },
};

/** The harness' connection to the program in a container, which lives as long as it. */
export class ContainerControl {
  /** Of the agent that was started last. */
  agentPid = 0;
  readonly #rpc: BirpcReturn<ContainerCalls, ContainerEvents, false>;

  private constructor(
    private readonly frames: Frames,
    private readonly limits: Limits,
  ) {
    this.#rpc = rpcOver<ContainerCalls, ContainerEvents>(frames, {
      agentStarted: (pid) => {
        this.agentPid = pid;
      },
    });
  }

  /** @throws KitError LIMIT_OVER, or CONTAINER_REFUSED when the program hangs up. */
  static async open(host: string, port: number, secret: string, limits: Limits): Promise<ContainerControl> {
    const socket = connect(port, host);
    // That the machine at the other end is gone shows in this alone, between calls.
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    const frames = new Frames(socket, FRAME_BYTES);
    const answered = new Promise<ContainerControl>((resolve, reject) => {
      frames.onFrame = (frame) => {
        if ('refused' in (frame as HelloAnswer)) reject(refused('it does not know the secret'));
        else resolve(new ContainerControl(frames, limits));
      };
      socket.once('error', (error) => {
        reject(refused(error.message));
      });
      socket.once('close', () => {
        reject(refused('it hung up'));
      });
    });
    socket.once('connect', () => {
      const hello: Hello = { as: 'starter', secret };
      frames.send(hello);
    });
    try {
      return await within(
        answered,
        'agentAnswerMs',
        limits.agentAnswerMs,
        `the container's program at ${host}:${port}`,
      );
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /**
   * @throws KitError CONNECTION_LOST when the program is gone, or what it answered; TargetUnavailableError CONTAINER_SILENT when it
   * does not answer within the limit of what was asked.
   */
  async ask<M extends keyof ContainerCalls>(
    method: M,
    ...args: Parameters<ContainerCalls[M]>
  ): Promise<Awaited<ReturnType<ContainerCalls[M]>>> {
    if (this.#rpc.$closed) throw new KitError('CONNECTION_LOST', 'the connection to the container ended');
    // birpc types arguments by the key; they are the same tuple here.
    const call = this.#rpc.$call as unknown as (
      method: M,
      ...args: unknown[]
    ) => Promise<Awaited<ReturnType<ContainerCalls[M]>>>;
    const { what, limit } = AWAITED[method];
    const ms = this.limits[limit];
    return within(call(method, ...args), limit, ms, what).catch((error: unknown) => {
      // One that the program itself answered with has been on its way, without its details.
      const own = error instanceof KitError && error.code === 'LIMIT_OVER' && error.details.limit === limit;
      throw own ? silent(error) : error;
    });
  }

  /** Ends the program, and so the container. */
  close(): void {
    this.frames.socket.destroy();
  }
}

function refused(why: string): KitError {
  return new KitError('CONTAINER_REFUSED', `the program in the container cannot be spoken with: ${why}`);
}

function silent({ message, details }: KitError): TargetUnavailableError {
  return new TargetUnavailableError(
    'CONTAINER_SILENT',
    `the program in the container does not answer: ${message}`,
    {
      ...details,
      remedy: 'See whether the machine of the Docker engine can be reached; on a slow one, give --patience.',
    },
  );
}
