import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { BirpcReturn } from 'birpc';
import { KitError } from '../errors/kit-error.js';
import type { Probe } from '../probes/probe.js';
import { endLeft, exitOf, lastWords, type Exit } from './end-of-process.js';
import { endingOn, type Ending } from './ending.js';
import { ExceptionFile } from './exception-file.js';
import { EXCERPT_BYTES, type Frames } from './frames.js';
import type { Asked, RoleCalls, RoleEnd, RoleEvents, RoleOutput } from './protocol.js';
import { rpcOver } from './rpc.js';
import { ENV, type AgentSettings, type RoleSettings } from './settings.js';
import { FiledStreams, PipedStreams, type StandardStreams } from './standard-streams.js';

/** A role that writes more than this to its standard streams will not stop, and is killed. */
const BABBLE_BYTES = 1_024 * 1_024;
/** A role that was to be tidied away and has not ended after this, in milliseconds, withstands. */
const WITHSTAND_MS = 500;

/** What a role process is started with, besides the agent's settings. */
export interface RoleStart {
  /** The agent's. */
  readonly port: number;
  readonly secret: string;
  /** Path of koffi's native addon, if it is known. */
  readonly koffi: string | null;
  /** For calls; null: the role chooses itself. */
  readonly threads: number | null;
  readonly probe: Probe;
}

/** A child process that hosts one role, from its start to its end. */
export class RoleProcess {
  readonly pid: number;
  /** In the environment of the process, and so of what it starts; under Wine on its command line too. */
  readonly mark = `role-${randomUUID()}`;
  /** Resolves when the role connected and is ready; rejects when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone and its last words were heard. Never rejects. */
  readonly ended: Promise<RoleEnd>;
  /** Where the role's unasked messages go. */
  onIssued: (call: number) => void = () => undefined;

  readonly #child: ChildProcess;
  readonly #streams: StandardStreams;
  readonly #ending: Ending;
  readonly #probe: Probe;
  /** Null on Linux, where a handler of signals would stand in the library's way. */
  readonly #exceptions: ExceptionFile | null;
  readonly #outputs = new Map<RoleOutput['stream'], RoleOutput>();
  #rpc: BirpcReturn<RoleCalls, RoleEvents, false> | null = null;
  readonly #limits: AgentSettings['limits'];
  #becomeReady: () => void = () => undefined;
  readonly #connected = new Promise<void>((resolve) => (this.#becomeReady = resolve));
  #socketClosed: Promise<void> = Promise.resolve();
  /** Who killed it first: a second kill may find that it has ended, and is not told apart from one that came too late. */
  #killedBy: 'agent' | 'request' | null = null;
  #hungUp = false;
  #gone = false;

  constructor(settings: AgentSettings, start: RoleStart) {
    this.#probe = start.probe;
    this.#limits = settings.limits;
    this.#ending = endingOn(settings.system);
    this.#streams =
      settings.roleOutput === 'files' ? new FiledStreams(settings.run, this.mark) : new PipedStreams();
    this.#exceptions = settings.system === 'linux' ? null : new ExceptionFile(settings.run, this.mark);
    // Only Wine's probe looks for it on the command line.
    const args = settings.system === 'wine' ? [this.mark] : [];
    this.#child = spawn(process.execPath, [settings.roleScript, ...args], {
      env: {
        ...roleEnvironment(settings, start, this.#exceptions?.path ?? null),
        [ENV.roleMark]: this.mark,
      },
      stdio: ['ignore', ...this.#streams.stdio],
      detached: this.#ending.detached,
      windowsHide: true,
    });
    // spawn() reports a failure to start through 'error'; there is no process then.
    this.pid = this.#child.pid ?? 0;
    this.#streams.listen(this.#child, (stream, text, bytes) => {
      this.#note(stream, text, bytes);
    });
    this.ended = this.#untilEnded();
    this.ready = this.#untilReady(settings.limits.roleStartMs);
    this.ready.catch(() => undefined);
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** The role's connection, once its hello was accepted. */
  connected(frames: Frames): void {
    frames.onBroken = (why, excerpt, bytes) => {
      this.#note('protocol', `${why}: ${excerpt}`, bytes);
      this.#killAs('agent');
    };
    this.#socketClosed = new Promise((resolve) =>
      frames.socket.once('close', () => {
        resolve();
      }),
    );
    // A process that ends hangs up first; one that hangs up and stays is of no further use.
    frames.socket.once('close', () => {
      this.#hungUp = true;
      const stays = setTimeout(() => {
        this.#killAs('agent');
      }, this.#limits.roleEndMs);
      void this.ended.then(() => {
        clearTimeout(stays);
      });
    });
    const events: RoleEvents = {
      issued: (call) => {
        this.onIssued(call);
      },
    };
    this.#rpc = rpcOver<RoleCalls, RoleEvents>(frames, events);
    this.#becomeReady();
  }

  async ask<Op extends keyof RoleCalls>(
    op: Op,
    args: Parameters<RoleCalls[Op]>,
  ): Promise<Asked<Awaited<ReturnType<RoleCalls[Op]>>>> {
    const rpc = this.#rpc;
    if (rpc === null || rpc.$closed || this.#gone) return { how: 'ended' };
    try {
      // birpc types arguments by the key; they are the same tuple here.
      const value = await (rpc.$call as (op: Op, ...args: unknown[]) => Promise<unknown>)(op, ...args);
      return { how: 'answered', value: value as Awaited<ReturnType<RoleCalls[Op]>> };
    } catch (error) {
      if (!(error instanceof KitError) || error.code !== 'CONNECTION_LOST') throw error;
      await this.ended;
      return { how: 'ended' };
    }
  }

  /** Ends the process at once, and where the system can do that, all that it forked. */
  kill(): void {
    if (!this.#gone) this.#ending.kill(this.#child);
  }

  /**
   * `kill`, for whoever owns the role. A death that came first, even if this process has yet to be told of it,
   * keeps its own cause; and a process that had hung up is one that the agent was about to kill for that.
   */
  async killByRequest(): Promise<RoleEnd> {
    // A child's end is told in the poll phase of the event loop: after two turns what has happened is known.
    await turn();
    await turn();
    if (this.#hungUp) this.#killAs('agent');
    else this.#killAs('request');
    return this.ended;
  }

  /**
   * Ends the process because its case is over, by a signal that nobody else sends: had it died, or been
   * killed, just before, that shows in the signal that it ended by. One that withstands is killed.
   */
  async tidy(): Promise<RoleEnd> {
    if (this.#gone || this.pid === 0) return this.ended;
    this.#ending.tidy(this.#child);
    const withstands = setTimeout(() => void this.killByRequest(), WITHSTAND_MS);
    const end = await this.ended;
    clearTimeout(withstands);
    return end;
  }

  #killAs(who: 'agent' | 'request'): void {
    const ended = this.#gone || this.#child.exitCode !== null || this.#child.signalCode !== null;
    if (ended || this.#killedBy !== null) return;
    if (this.#ending.kill(this.#child)) this.#killedBy = who;
  }

  async #untilReady(limitMs: number): Promise<void> {
    const tooLate = setTimeout(() => {
      this.#killAs('agent');
    }, limitMs);
    try {
      const end = await Promise.race([this.#connected, this.ended]);
      if (end !== undefined) throw startFailure(end, limitMs);
    } finally {
      clearTimeout(tooLate);
    }
  }

  async #untilEnded(): Promise<RoleEnd> {
    this.#child.once('error', (error) => {
      this.#note('stderr', `the process could not be started: ${error.message}`, 0);
    });
    const exit = await exitOf(this.#child);
    const left = await endLeft(this.#probe, this.pid, this.mark);
    await lastWords(this.#socketClosed, this.#streams.finish());
    this.kill();
    this.#gone = true;
    this.#rpc?.$close(new KitError('CONNECTION_LOST', 'the role ended'));
    const exception = this.#exceptions?.take(exit.exitCode) ?? null;
    return { ...exit, killedBy: this.#killerOf(exit), exception, outputs: [...this.#outputs.values()], left };
  }

  #killerOf({ signal }: Exit): RoleEnd['killedBy'] {
    if (signal === this.#ending.tidySignal) return 'request';
    if (signal !== null && signal === this.#ending.cutOffSignal) return 'agent';
    // A kill that came too late was not its end.
    return signal === 'SIGKILL' ? this.#killedBy : null;
  }

  #note(stream: RoleOutput['stream'], text: string, length: number): void {
    const so = this.#outputs.get(stream) ?? { atNs: String(process.hrtime.bigint()), bytes: 0, excerpt: '' };
    const bytes = so.bytes + length;
    const excerpt = (so.excerpt + text).slice(0, EXCERPT_BYTES);
    this.#outputs.set(stream, { stream, atNs: so.atNs, bytes, excerpt });
    if (bytes > BABBLE_BYTES) this.#killAs('agent');
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Only what a role needs: no secret of the agent's, nothing of the user's. */
function roleEnvironment(
  settings: AgentSettings,
  { port, secret, koffi, threads }: RoleStart,
  exceptions: string | null,
): NodeJS.ProcessEnv {
  const { system, library, recorder } = settings;
  const roleSettings: RoleSettings = { system, library, recorder, exceptions };
  return {
    [ENV.rolePort]: String(port),
    [ENV.roleSecret]: secret,
    [ENV.roleSettings]: JSON.stringify(roleSettings),
    ...(koffi === null ? {} : { [ENV.koffi]: koffi }),
    // On Windows the size of libuv's pool cannot be chosen later.
    ...(threads === null ? {} : { UV_THREADPOOL_SIZE: String(threads) }),
    // One arena: a new thread's first malloc must not look like a mapping that the library made.
    MALLOC_ARENA_MAX: '1',
    ...(settings.fault === null ? {} : { [ENV.referenceFault]: settings.fault }),
  };
}

function startFailure(end: RoleEnd, limitMs: number): KitError {
  const said = end.outputs.map(({ stream, excerpt }) => ` ${stream}: ${excerpt.trim()}`).join(';');
  if (end.killedBy === 'agent') {
    return new KitError('ROLE_NOT_READY', `a role process was not ready within ${limitMs} ms.${said}`, {
      awaited: 'a role process becoming ready',
      afterMs: limitMs,
      limit: 'roleStartMs',
    });
  }
  const how = end.signal ?? `exit code ${String(end.exitCode)}`;
  return new KitError('ROLE_NOT_STARTED', `a role process ended while it started (${how}).${said}`);
}
