import type { Probe } from '../probes/probe.js';
import type { Frames } from './frames.js';
import { RolePool } from './role-pool.js';
import type { RoleProcess } from './role-process.js';
import { newSecret } from './secret.js';
import type { AgentSettings } from './settings.js';

/** Threads of a role that serves a few devices, and of one that serves 64, where they cannot be chosen later. */
const FEW = 12;
const MANY = 80;

/**
 * The role processes of an agent, by how many threads they can have. On Linux a role chooses that itself, and all are
 * alike. Windows' Node takes it from the environment at its start; under Wine 80 threads take as long to start as
 * the rest of the process.
 */
export class RolePools {
  /** Roles prove with it that this agent started them; it opens nothing else. */
  readonly secret = newSecret();
  readonly #pools: readonly { readonly threads: number; readonly pool: RolePool }[];

  constructor(settings: AgentSettings, port: () => number, koffi: string | null, probe: Probe) {
    const { secret } = this;
    const pool = (threads: number | null, warm: number): RolePool =>
      new RolePool(settings, { port, secret, koffi, threads, warm, probe });
    this.#pools =
      settings.system === 'linux'
        ? [{ threads: Infinity, pool: pool(null, settings.warmRoles) }]
        : [
            { threads: FEW, pool: pool(FEW, settings.warmRoles) },
            { threads: MANY, pool: pool(MANY, 0) },
          ];
  }

  set onStarted(told: () => void) {
    for (const { pool } of this.#pools) pool.onStarted = told;
  }

  /** Starts the first ones. */
  begin(): void {
    for (const { pool } of this.#pools) pool.announce(0);
  }

  announce(processes: number, threads: number): void {
    this.#poolFor(threads).announce(processes);
  }

  take(threads: number): Promise<RoleProcess> {
    return this.#poolFor(threads).take();
  }

  connected(pid: number, frames: Frames): boolean {
    return this.#pools.some(({ pool }) => pool.connected(pid, frames));
  }

  async end(): Promise<void> {
    await Promise.all(this.#pools.map(({ pool }) => pool.end()));
  }

  /** The smallest that will do. */
  #poolFor(threads: number): RolePool {
    const fit = this.#pools.find((each) => each.threads >= threads);
    if (fit === undefined) throw new RangeError(`a role can have ${MANY} threads, not ${threads}`);
    return fit.pool;
  }
}
