import { availableParallelism } from 'node:os';
import type { Frames } from './frames.js';
import { RoleProcess, type RoleStart } from './role-process.js';
import type { AgentSettings } from './settings.js';

/** What all role processes of a pool are started with. */
export interface PoolOf extends Omit<RoleStart, 'port'> {
  readonly port: () => number;
  /** How many are kept warm beyond those announced. */
  readonly warm: number;
}

/**
 * Role processes started ahead of need: Node is up and the bundle and koffi are loaded, the VDI library is
 * not. Keeps as many as sessions announced, and a few more.
 */
export class RolePool {
  onStarted: () => void = () => undefined;
  #announced = 0;
  #ending = false;
  readonly #all = new Map<number, RoleProcess>();
  readonly #starting = new Set<RoleProcess>();
  readonly #warm: RoleProcess[] = [];
  readonly #waiting: { resolve: (role: RoleProcess) => void; reject: (error: unknown) => void }[] = [];

  constructor(
    private readonly settings: AgentSettings,
    private readonly of: PoolOf,
  ) {}

  announce(processes: number): void {
    this.#announced += processes;
    this.#fill();
  }

  /**
   * A process that is ready, for the caller alone.
   * @throws KitError ROLE_NOT_READY or ROLE_NOT_STARTED when the one that was to be handed out failed to start.
   */
  take(): Promise<RoleProcess> {
    this.#announced = Math.max(0, this.#announced - 1);
    const ready = this.#warm.shift();
    if (ready !== undefined) {
      this.#fill();
      return Promise.resolve(ready);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#fill();
    });
  }

  /** The connection of a process that this pool started; false: it started none of that id. */
  connected(pid: number, frames: Frames): boolean {
    const role = this.#all.get(pid);
    role?.connected(frames);
    return role !== undefined;
  }

  /** Kills every process, handed out or not, and resolves when all are gone. */
  async end(): Promise<void> {
    this.#ending = true;
    for (const role of this.#all.values()) role.kill();
    await Promise.all([...this.#all.values()].map((role) => role.ended));
  }

  /** More than the processors at a time would only make each of them later. */
  #fill(): void {
    const wanted = this.#waiting.length + this.#announced + this.of.warm;
    while (
      !this.#ending &&
      this.#warm.length + this.#starting.size < wanted &&
      this.#starting.size < availableParallelism()
    ) {
      this.#start();
    }
  }

  #start(): void {
    const role = new RoleProcess(this.settings, { ...this.of, port: this.of.port() });
    this.onStarted();
    this.#all.set(role.pid, role);
    this.#starting.add(role);
    void role.ended.then(() => {
      this.#all.delete(role.pid);
      const warm = this.#warm.indexOf(role);
      if (warm >= 0) this.#warm.splice(warm, 1);
    });
    role.ready.then(
      () => {
        this.#starting.delete(role);
        const taker = this.#waiting.shift();
        if (taker === undefined) this.#warm.push(role);
        else taker.resolve(role);
        this.#fill();
      },
      (error: unknown) => {
        this.#starting.delete(role);
        // Nobody waits: the next one who does will start another, and hear of it if that fails too.
        const taker = this.#waiting.shift();
        taker?.reject(error);
        if (taker !== undefined) this.#fill();
      },
    );
  }
}
