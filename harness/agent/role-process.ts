import { spawn, type ChildProcess } from 'node:child_process';
import type { BirpcReturn } from 'birpc';
import { KitError } from '../errors/kit-error.js';
import { EXCERPT_BYTES, type Frames } from './frames.js';
import type { Asked, RoleCalls, RoleEnd, RoleEvents, RoleOutput } from './protocol.js';
import { rpcOver } from './rpc.js';
import { ENV, type AgentSettings } from './settings.js';

/** A role that writes more than this to its standard streams will not stop, and is killed. */
const BABBLE_BYTES = 1_024 * 1_024;
/** Its default action ends a process, Node leaves it alone, and libraries have no use for it. */
const TIDY_SIGNAL = 'SIGUSR2';
/** A role that has not ended by that signal after this, in milliseconds, has blocked it. */
const WITHSTAND_MS = 500;

/**
 * After its exit a role's last words may still be on their way in the sockets and pipes. They arrive within
 * a turn or two, unless something that the role forked holds the other ends; then this ends the wait.
 */
const LAST_WORDS_MS = 250;

/** A child process that hosts one role, from its start to its end. */
export class RoleProcess {
  readonly pid: number;
  /** Resolves when the role connected and is ready; rejects when it ended before. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone and its last words were heard. Never rejects. */
  readonly ended: Promise<RoleEnd>;
  /** Where the role's unasked messages go. */
  onIssued: (call: number) => void = () => undefined;

  readonly #child: ChildProcess;
  readonly #outputs = new Map<RoleOutput['stream'], RoleOutput>();
  #rpc: BirpcReturn<RoleCalls, RoleEvents, false> | null = null;
  readonly #limits: AgentSettings['limits'];
  #becomeReady: () => void = () => undefined;
  readonly #connected = new Promise<void>((resolve) => (this.#becomeReady = resolve));
  #socketClosed: Promise<void> = Promise.resolve();
  #killedByAgent = false;
  #killedByRequest = false;
  #gone = false;

  constructor(settings: AgentSettings, port: number, secret: string, koffi: string | null) {
    this.#limits = settings.limits;
    this.#child = spawn(process.execPath, [settings.roleScript], {
      env: roleEnvironment(settings, port, secret, koffi),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: what a hostile library forks can be ended with it.
      detached: true,
    });
    // spawn() reports a failure to start through 'error'; there is no process then.
    this.pid = this.#child.pid ?? 0;
    this.#listen('stdout');
    this.#listen('stderr');
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
      this.#killAsAgent();
    };
    this.#socketClosed = new Promise((resolve) =>
      frames.socket.once('close', () => {
        resolve();
      }),
    );
    // A process that ends hangs up first; one that hangs up and stays is of no further use.
    frames.socket.once('close', () => {
      const stays = setTimeout(() => {
        this.#killAsAgent();
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

  /** SIGKILL to the process and all that it forked. */
  kill(): void {
    // A process id of 0 would mean our own group.
    if (this.#gone || this.pid === 0) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }

  /**
   * `kill`, for whoever owns the role. A death that came first, even if this process has yet to be told of it,
   * keeps its own cause.
   */
  async killByRequest(): Promise<RoleEnd> {
    // A child's end is told in the poll phase of the event loop: after two turns what has happened is known.
    await turn();
    await turn();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#killedByRequest = true;
      this.kill();
    }
    return this.ended;
  }

  /**
   * Ends the process because its case is over, by a signal that nobody else sends: had it died, or been
   * killed, just before, that shows in the signal that it ended by. One that withstands is killed.
   */
  async tidy(): Promise<RoleEnd> {
    if (this.#gone || this.pid === 0) return this.ended;
    this.#child.kill(TIDY_SIGNAL);
    const withstands = setTimeout(() => void this.killByRequest(), WITHSTAND_MS);
    const end = await this.ended;
    clearTimeout(withstands);
    return end;
  }

  #killAsAgent(): void {
    if (this.#gone || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#killedByAgent = true;
    this.kill();
  }

  async #untilReady(limitMs: number): Promise<void> {
    const tooLate = setTimeout(() => {
      this.#killAsAgent();
    }, limitMs);
    try {
      const end = await Promise.race([this.#connected, this.ended]);
      if (end !== undefined) throw startFailure(end, limitMs);
    } finally {
      clearTimeout(tooLate);
    }
  }

  async #untilEnded(): Promise<RoleEnd> {
    // Both are listened for from the start: 'close' may follow 'exit' at once.
    const closed = new Promise<void>((resolve) =>
      this.#child.once('close', () => {
        resolve();
      }),
    );
    const exit = await new Promise<Omit<RoleEnd, 'killedBy' | 'outputs'>>((resolve) => {
      const end = (exitCode: number | null, signal: string | null): void => {
        resolve({ atNs: String(process.hrtime.bigint()), exitCode, signal });
      };
      this.#child.once('exit', end);
      this.#child.once('error', (error) => {
        this.#note('stderr', `the process could not be started: ${error.message}`, 0);
        end(null, null);
      });
    });
    let giveUp: NodeJS.Timeout | undefined;
    await Promise.race([
      Promise.all([this.#socketClosed, this.pid === 0 ? undefined : closed]),
      new Promise((resolve) => (giveUp = setTimeout(resolve, LAST_WORDS_MS))),
    ]);
    clearTimeout(giveUp);
    this.kill();
    this.#gone = true;
    this.#rpc?.$close(new KitError('CONNECTION_LOST', 'the role ended'));
    const byRequest = this.#killedByRequest || exit.signal === TIDY_SIGNAL;
    const killedBy = byRequest ? 'request' : this.#killedByAgent ? 'agent' : null;
    return { ...exit, killedBy, outputs: [...this.#outputs.values()] };
  }

  #listen(stream: 'stdout' | 'stderr'): void {
    this.#child[stream]?.on('data', (chunk: Buffer) => {
      this.#note(stream, chunk.toString('utf8'), chunk.length);
    });
  }

  #note(stream: RoleOutput['stream'], text: string, length: number): void {
    const so = this.#outputs.get(stream) ?? { atNs: String(process.hrtime.bigint()), bytes: 0, excerpt: '' };
    const bytes = so.bytes + length;
    const excerpt = (so.excerpt + text).slice(0, EXCERPT_BYTES);
    this.#outputs.set(stream, { stream, atNs: so.atNs, bytes, excerpt });
    if (bytes > BABBLE_BYTES) this.#killAsAgent();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Only what a role needs: no secret of the agent's, nothing of the user's. */
function roleEnvironment(
  settings: AgentSettings,
  port: number,
  secret: string,
  koffi: string | null,
): NodeJS.ProcessEnv {
  return {
    [ENV.rolePort]: String(port),
    [ENV.roleSecret]: secret,
    [ENV.roleLibrary]: settings.library,
    [ENV.roleRecorder]: settings.recorder,
    [ENV.roleKoffi]: koffi ?? '',
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
