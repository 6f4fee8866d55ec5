import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, watch } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BirpcReturn } from 'birpc';
import { FRAME_BYTES, Frames } from '../agent/frames.js';
import type { Hello, StarterCalls, StarterEvents } from '../agent/protocol.js';
import { rpcOver } from '../agent/rpc.js';
import { newSecret } from '../agent/secret.js';
import {
  announcementFile,
  ENV,
  PORT_IN_USE,
  type AgentSettings,
  type Announcement,
} from '../agent/settings.js';
import { KitError, TargetUnavailableError } from '../errors/kit-error.js';
import type { Limits } from '../limits/limits.js';
import { within } from '../stage/within.js';
import type { NodeHost } from './node-host.js';
import { removeFolder } from './remove-folder.js';

/** The first frame of a connection to an agent; whoever connects on purpose has it ready. */
const HELLO_MS = 5_000;
const LOG = 'agent.log';
const TRY_AGAIN_MS = 100;

type Chosen = Pick<AgentSettings, 'roleScript' | 'library' | 'recorder' | 'fault' | 'warmRoles'>;

/** Where the agent listens; port 0: any that is free. */
export type ListensOn = Pick<AgentSettings, 'address' | 'port'>;

/**
 * Keeps one agent running on this machine, by a Node of the host's: starts it, replaces it on the same port with the same secret when
 * it dies, and ends it with everything that belongs to it. Its connection is the agent's lifeline.
 */
export class AgentKeeper {
  readonly secret = newSecret();
  #run = '';
  #port: number;
  #child: ChildProcess | null = null;
  #lifeline: { rpc: BirpcReturn<StarterCalls, StarterEvents, false>; frames: Frames } | null = null;
  #replacing: Promise<void> = Promise.resolve();
  #stopping = false;
  #started = 0;
  #starts = 0;

  private constructor(
    private readonly host: NodeHost,
    private readonly script: string,
    private readonly chosen: Chosen,
    private readonly limits: Limits,
    private readonly on: ListensOn,
  ) {
    this.#port = on.port;
  }

  /** @throws TargetUnavailableError AGENT_NOT_STARTED, or AGENT_PORT_IN_USE, with what the agent wrote. */
  static async start(
    host: NodeHost,
    script: string,
    chosen: Chosen,
    limits: Limits,
    on: ListensOn = { address: '127.0.0.1', port: 0 },
  ): Promise<AgentKeeper> {
    const keeper = new AgentKeeper(host, script, chosen, limits, on);
    keeper.#run = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-'));
    try {
      await keeper.#startAgent();
    } catch (error) {
      await keeper.stop();
      throw error;
    }
    return keeper;
  }

  get port(): number {
    return this.#port;
  }

  /** Process id of the agent that lives now, or lived last. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Agents and roles started so far. */
  async processesStarted(): Promise<number> {
    // What the agent told before it answers has arrived when the answer does.
    await this.#lifeline?.rpc.$call('sync').catch(() => undefined);
    return this.#started;
  }

  /** Resolves when an agent that died has been replaced. @throws what kept another from starting. */
  get replaced(): Promise<void> {
    return this.#replacing;
  }

  /** @throws TargetUnavailableError as `start`, when an agent had died and could not be replaced; nothing is left then either. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const notReplaced = await this.#replacing.then(
      () => null,
      (error: unknown) => error as Error,
    );
    const child = this.#child;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const exited = new Promise<void>((resolve) =>
        child.once('exit', () => {
          resolve();
        }),
      );
      const { agentAnswerMs } = this.limits;
      const orderly = async (): Promise<void> => {
        await this.#lifeline?.rpc.$call('stop');
        this.#lifeline?.frames.socket.destroy();
        await exited;
      };
      if (this.#lifeline === null) child.kill('SIGKILL');
      // An agent that does not end in order is killed; its roles die with their parent.
      await within(orderly(), 'agentAnswerMs', agentAnswerMs, 'the end of the agent').catch(() =>
        child.kill('SIGKILL'),
      );
      await exited;
    }
    this.#lifeline?.frames.socket.destroy();
    await this.host.end();
    await removeFolder(this.#run);
    if (notReplaced !== null) throw notReplaced;
  }

  async #startAgent(): Promise<void> {
    const { host, chosen } = this;
    const start = ++this.#starts;
    const settings: AgentSettings = {
      start,
      system: host.system,
      roleOutput: host.roleOutput,
      koffi: host.koffi,
      address: this.on.address,
      port: this.#port,
      run: host.inside(this.#run),
      ...chosen,
      roleScript: host.inside(chosen.roleScript),
      library: chosen.library === null ? null : host.inside(chosen.library),
      recorder: host.inside(chosen.recorder),
      limits: {
        helloMs: HELLO_MS,
        roleStartMs: this.limits.roleStartMs,
        roleEndMs: this.limits.roleEndMs,
        starterMs: this.limits.agentStartMs,
      },
    };
    const log = openSync(path.join(this.#run, LOG), 'a');
    const announced = this.#announced(start);
    const env = {
      [ENV.agentSettings]: JSON.stringify(settings),
      [ENV.agentSecret]: this.secret,
      ...(host.koffi === null ? {} : { [ENV.koffi]: host.koffi }),
    };
    const child = host.start(this.script, [], env, log);
    closeSync(log);
    this.#child = child;
    this.#started += 1;
    const died = new Promise<never>((_, reject) => {
      child.once('exit', (code, signal) => {
        const why = `it ended (${signal ?? `exit code ${code}`})`;
        reject(this.#notStarted(why, code === PORT_IN_USE ? 'AGENT_PORT_IN_USE' : 'AGENT_NOT_STARTED'));
      });
      child.once('error', (error) => {
        reject(this.#notStarted(error.message));
      });
    });
    died.catch(() => undefined);
    const connected = async (): Promise<void> => {
      const { port } = await announced.announcement;
      this.#port = port;
      this.#lifeline = await this.#connect();
    };
    try {
      await within(
        Promise.race([connected(), died]),
        'agentStartMs',
        this.limits.agentStartMs,
        'the agent starting',
      );
    } catch (error) {
      // Nobody speaks with it: it is in the way of another.
      child.kill('SIGKILL');
      throw error instanceof TargetUnavailableError ? error : this.#notStarted((error as Error).message);
    } finally {
      announced.stop();
    }
    const replace = (): void => {
      if (this.#stopping) return;
      this.#lifeline = null;
      this.#replacing = this.#startAnother();
      // Whoever waits for it hears of it.
      this.#replacing.catch(() => undefined);
    };
    if (child.exitCode !== null || child.signalCode !== null) replace();
    else child.once('exit', replace);
  }

  /**
   * On the same port, which the system may have given meanwhile to somebody's connection: until that ends nobody can listen
   * there, and nothing tells when. One that had listened and is lost before we spoke with it had started: a session may have
   * met it first, and whatever ended its predecessor may have ended it too. When even then none starts, or for another reason,
   * sessions find nobody on the port, and say so; why, `stop` says.
   */
  async #startAnother(): Promise<void> {
    const until = performance.now() + this.limits.agentStartMs;
    while (!this.#stopping) {
      try {
        await this.#startAgent();
        return;
      } catch (error) {
        const inUse = error instanceof TargetUnavailableError && error.code === 'AGENT_PORT_IN_USE';
        const listened = readAnnouncement(announcementFile({ run: this.#run, start: this.#starts })) !== null;
        if (!(inUse || listened) || performance.now() >= until) throw error;
        await delay(TRY_AGAIN_MS);
      }
    }
  }

  /** The announcement of an agent: the folder is watched from before it is started. */
  #announced(start: number): { announcement: Promise<Announcement>; stop: () => void } {
    const file = announcementFile({ run: this.#run, start });
    let look: () => void = () => undefined;
    const watcher = watch(this.#run, () => {
      look();
    });
    const announcement = new Promise<Announcement>((resolve) => {
      look = () => {
        const found = readAnnouncement(file);
        if (found !== null) resolve(found);
      };
      look();
    });
    return {
      announcement,
      stop: () => {
        watcher.close();
      },
    };
  }

  async #connect(): Promise<{ rpc: BirpcReturn<StarterCalls, StarterEvents, false>; frames: Frames }> {
    const socket = connect(this.#port, '127.0.0.1');
    const frames = new Frames(socket, FRAME_BYTES);
    const events: StarterEvents = { roleStarted: () => void (this.#started += 1) };
    const welcomed = new Promise<BirpcReturn<StarterCalls, StarterEvents, false>>((resolve, reject) => {
      // The agent's first events may be in the same packet as its welcome: they are listened to from here on.
      frames.onFrame = () => {
        resolve(rpcOver<StarterCalls, StarterEvents>(frames, events));
      };
      socket.once('close', () => {
        reject(new KitError('AGENT_REFUSED', 'the agent refused its starter'));
      });
    });
    const hello: Hello = { as: 'starter', secret: this.secret };
    socket.once('connect', () => {
      frames.send(hello);
    });
    return { rpc: await welcomed, frames };
  }

  #notStarted(
    why: string,
    code: 'AGENT_NOT_STARTED' | 'AGENT_PORT_IN_USE' = 'AGENT_NOT_STARTED',
  ): TargetUnavailableError {
    const said = readText(path.join(this.#run, LOG)).trim();
    return new TargetUnavailableError(code, `the agent did not start: ${why}. ${said}`.trim(), {
      awaited: 'the agent starting',
      limit: 'agentStartMs',
      remedy: 'vdi-conformance doctor says what is missing.',
    });
  }
}

function readAnnouncement(file: string): Announcement | null {
  const text = readText(file);
  return text === '' ? null : (JSON.parse(text) as Announcement);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
