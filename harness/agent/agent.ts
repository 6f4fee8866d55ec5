import { readdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { Probe } from '../probes/probe.js';
import type { Frames } from './frames.js';
import type { StarterCalls, StarterEvents, Welcome } from './protocol.js';
import { RolePools } from './role-pools.js';
import { rpcOver } from './rpc.js';
import { RecordingHub } from './programs/recording-hub.js';
import type { Recorded } from './programs/protocol.js';
import { receiveHello, sameSecret, serverRecordingSecret, type AnyHello } from './secret.js';
import { serveSession, type SessionsShare } from './serve-session.js';
import { announcementFile, PORT_IN_USE, type AgentSettings, type Announcement } from './settings.js';

/**
 * The process in a target that starts, supervises and ends role processes, and asks the operating system
 * about them. Lives until its starter says stop or is gone.
 */
export class Agent {
  readonly #server: Server;
  readonly #pool: RolePools;
  readonly #hub = new RecordingHub();
  readonly #onServerRecorded: SessionsShare['onServerRecorded'] = new Set<(recorded: Recorded) => void>();
  #starter: Socket | null = null;

  constructor(
    private readonly settings: AgentSettings,
    private readonly secret: string,
    private readonly probe: Probe,
    koffi: string | null,
    /** Ends this process. */
    private readonly exit: (code: number) => void,
  ) {
    this.#pool = new RolePools(settings, () => this.#port, koffi, probe);
    this.#hub.add({ holds: [], protect: false, secret: serverRecordingSecret(secret) }, (recorded) => {
      for (const told of this.#onServerRecorded) told({ program: null, ...recorded });
    });
    this.#server = createServer((socket) => {
      receiveHello(
        socket,
        (hello) => this.#knows(hello),
        settings.limits.helloMs,
        (hello, frames) => {
          this.#welcome(hello, frames);
        },
      );
    });
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #knows({ as, secret }: AnyHello): boolean {
    if (as === 'recording' || as === 'gate') return this.#hub.knows(secret);
    return sameSecret(secret, as === 'role' ? this.#pool.secret : this.secret);
  }

  /** Listens, says where in the run folder, and starts the first processes. */
  start(): void {
    this.#server.once('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(`the agent cannot listen: ${error.message}\n`);
      this.exit(error.code === 'EADDRINUSE' ? PORT_IN_USE : 1);
    });
    const { port, address } = this.settings;
    this.#server.listen(port, address, () => {
      const announcement: Announcement = { port: this.#port };
      const file = announcementFile(this.settings);
      // Written aside and renamed: who sees it sees all of it.
      writeFileSync(`${file}.new`, JSON.stringify(announcement));
      renameSync(`${file}.new`, file);
    });
    const abandoned = setTimeout(() => {
      if (this.#starter === null) void this.#end();
    }, this.settings.limits.starterMs);
    abandoned.unref();
  }

  #welcome(hello: AnyHello, frames: Frames): void {
    if (hello.as === 'recording' || hello.as === 'gate') {
      this.#hub.take(hello, frames);
      return;
    }
    if (hello.as === 'role') {
      if (!this.#pool.connected(hello.pid ?? 0, frames)) frames.socket.destroy();
      return;
    }
    const welcome: Welcome = { pid: process.pid };
    frames.send(welcome);
    if (hello.as === 'session') serveSession(frames, this.#pool, this.probe, this.#shared);
    else this.#serveStarter(frames);
  }

  get #shared(): SessionsShare {
    const { settings, probe } = this;
    return {
      programs: { settings, hub: this.#hub, probe, port: () => this.#port },
      onServerRecorded: this.#onServerRecorded,
    };
  }

  #serveStarter(frames: Frames): void {
    this.#starter = frames.socket;
    const calls: StarterCalls = {
      sync: () => undefined,
      stop: () => this.#pool.end(),
    };
    const rpc = rpcOver<StarterEvents, StarterCalls>(frames, calls);
    this.#pool.onStarted = () => void rpc.$callEvent('roleStarted');
    // From here on processes are counted; none was started before.
    this.#pool.begin();
    // The lifeline: stopped in order or killed, the starter's end shows here.
    frames.socket.once('close', () => void this.#end());
  }

  async #end(): Promise<void> {
    await this.#pool.end();
    // A starter that was killed cannot tidy up after us.
    removeRunFolder(this.settings.run);
    this.exit(0);
  }
}

/**
 * Never by following what is in it: Wine shows a symbolic link as the folder that it leads to. The starter may
 * be removing it at the same time.
 */
function removeRunFolder(run: string): void {
  try {
    for (const name of readdirSync(run)) unlinkSync(path.join(run, name));
    rmdirSync(run);
  } catch {
    // Gone already, or a file in it is still open: the system's folder for temporary files keeps it.
  }
}
