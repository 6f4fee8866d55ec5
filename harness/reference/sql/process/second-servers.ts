import { spawn } from 'node:child_process';
import { ENV } from '../../../agent/settings.js';
import type { SecondServer } from '../direction/procedures.js';
import { sqlError } from '../engine/server-messages.js';
import type { EndpointProcessSettings } from './settings.js';
import { startSqlEndpoint, type EndpointHost } from './start-endpoint.js';

/** At once: each is a process with a pool of threads. */
const MOST_SERVERS = 8;
const START_MS = 20_000;
const END_MS = 5_000;

/** A server, and its process's end. */
type Running = SecondServer & { readonly ended: Promise<unknown> };

/**
 * Servers beside this one, in processes of their own, with the same settings on loopback ports of their own. What dies in one of them
 * leaves this one as it is. They end with this one, however it ends: each ends by itself when the connection to it does.
 */
export class SecondServers {
  readonly #servers = new Set<Promise<Running>>();

  constructor(
    private readonly settings: EndpointProcessSettings,
    private readonly password: string,
  ) {}

  /** @throws SqlError 50000: there are too many, or it did not start. */
  async start(): Promise<SecondServer> {
    if (this.#servers.size >= MOST_SERVERS)
      throw sqlError(50_000, [`There are ${MOST_SERVERS} second servers already.`]);
    const starting = this.#start();
    this.#servers.add(starting);
    try {
      const server = await starting;
      void server.ended.then(() => this.#servers.delete(starting));
      return server;
    } catch (error) {
      this.#servers.delete(starting);
      throw sqlError(50_000, [`No second server: ${error instanceof Error ? error.message : String(error)}`]);
    }
  }

  /** Ends them all, those too that are still on their way. */
  async stop(): Promise<void> {
    await Promise.all(
      [...this.#servers].map((each) =>
        each.then(
          (server) => server.stop(),
          () => undefined,
        ),
      ),
    );
  }

  async #start(): Promise<Running> {
    const { library, recorder, databases, user, fault } = this.settings;
    const endpoint = await startSqlEndpoint(this.#host(), {
      library,
      recorder,
      databases,
      user,
      password: this.password,
      startMs: START_MS,
      endMs: END_MS,
      ...(fault === null ? {} : { fault }),
      env: process.env,
    });
    const { server, pid, ended } = endpoint;
    return { port: server.port, pid, ended, stop: () => endpoint.stop() };
  }

  /** The Node that this process runs on; files are called what they are called here. */
  #host(): EndpointHost {
    return {
      system: this.settings.system,
      koffi: process.env[ENV.koffi] ?? null,
      inside: (file) => file,
      start: (script, args, env, log) =>
        spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', log, log], windowsHide: true }),
    };
  }
}
