import { KitError } from '../../errors/kit-error.js';
import type { PlayOp, PlayReport } from '../../agent/protocol.js';
import { AgentConnection } from '../../stage/agent-connection.js';
import { within } from '../../stage/within.js';
import type { TargetConnection } from '../../targets/target.js';
import type { EndName } from './plan.js';

/** GetConfiguration, the GetCommand of two devices, and one that is refused; a server needs fewer. */
const THREADS = 4;

/** What came of a part: the report, or that the process ended, or did not answer within its limit. */
export type Part =
  | { readonly how: 'played'; readonly report: PlayReport }
  | { readonly how: 'ended' }
  | { readonly how: 'no answer'; readonly afterMs: number };

/** A server's and a client's process that play sequence after sequence, and are replaced only when they die. */
export class Pair {
  readonly #hung = new Set<EndName>();
  readonly #roles = new Map<EndName, number>();

  constructor(
    private readonly connection: AgentConnection,
    private readonly to: TargetConnection,
  ) {}

  static async on(to: TargetConnection): Promise<Pair> {
    return new Pair(await AgentConnection.open(to), to);
  }

  /** @throws KitError when the agent is at fault: the part could not be played, whatever the target does. */
  async play(end: EndName, ops: readonly PlayOp[]): Promise<Part> {
    const { limits } = this.to;
    const role = await this.#role(end);
    const asked = this.connection.await('ask', [role, 'play', [ops, limits.restMs]]);
    try {
      const answered = await within(
        asked,
        'waitingCallMs',
        limits.waitingCallMs,
        `a part of a sequence played by the ${end}`,
      );
      if (answered.how === 'answered') return { how: 'played', report: answered.value as PlayReport };
      this.#roles.delete(end);
      return { how: 'ended' };
    } catch (error) {
      if (!(error instanceof KitError) || error.code !== 'LIMIT_OVER') throw error;
      asked.catch(() => undefined);
      this.#hung.add(end);
      return { how: 'no answer', afterMs: limits.waitingCallMs };
    }
  }

  /** kill -9; resolves when the process is gone. The next part of this end is played by a new one. */
  async kill(end: EndName): Promise<void> {
    const role = this.#roles.get(end) ?? (await this.#role(end));
    this.#roles.delete(end);
    await this.connection.ask('kill', [role]);
  }

  /** Whether the end has a process, and that answered last time. */
  has(end: EndName): boolean {
    return this.#roles.has(end) && !this.#hung.has(end);
  }

  /** New processes for what follows: what a difference left in the old ones is not known. */
  async renew(): Promise<void> {
    const roles = [...this.#roles.values()];
    this.#roles.clear();
    this.#hung.clear();
    await Promise.all(roles.map((role) => this.connection.ask('kill', [role])));
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  async #role(end: EndName): Promise<number> {
    const known = this.#roles.get(end);
    if (known !== undefined) return known;
    const { limits } = this.to;
    const { role } = await within(
      this.connection.await('takeRole', [THREADS]),
      'roleStartMs',
      limits.roleStartMs,
      'a role process',
    );
    const loaded = await this.connection.ask('ask', [role, 'load', [end, THREADS]]);
    if (loaded.how === 'ended' || !('made' in (loaded.value as object)))
      throw new KitError('ROLE_NOT_READY', `the library could not be loaded for the ${end}`);
    this.#roles.set(end, role);
    return role;
  }
}
