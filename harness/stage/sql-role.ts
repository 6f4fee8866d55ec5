import type { BackupHistoryRow } from '../sql/backup-history.js';
import type { ServerFacts } from '../sql/server-facts.js';
import type { ListedSession, Unlisting } from '../sql/listed-session.js';
import type { RunningStatement } from '../sql/running-statement.js';
import type { SqlSession } from '../sql/session.js';
import type { StatementResult } from '../sql/statement-result.js';
import { KitError } from '../errors/kit-error.js';
import type { TargetSqlServer } from '../targets/target.js';
import type { CaseRun } from './case-run.js';
import { killStatement } from '../sql/backup-statement.js';
import { beginningOf } from '../sql/virtual-devices.js';
import type { Act, PlannedOutcome, Reaching, SetPlan } from '../sql/direction.js';
import { SetDirector } from './set-director.js';
import type { KilledSession, SqlRole, SqlStatement } from './stage.js';

/** Error log lines of these numbers belong to every backup that ends badly; the second names no set. */
const OF_BACKUPS = /Error: (18210|3041),|BackupMedium|BackupVirtualDevice|BACKUP failed/;

/** As what a history calls the process of SQL Server. */
const ENGINE = 'engine';

/** Where a session is, and what is its case's. */
export interface SqlPlace {
  readonly server: TargetSqlServer;
  /** The case's set, whose kindred (`kindredGuid`) the names of all its devices are. */
  readonly set: string;
  readonly name: string;
}

/** A session with SQL Server, of one case: what it is told, and what is written of it. */
export class CaseSql implements SqlRole {
  #running: RunningStatement | null = null;
  #recorded: Promise<unknown> = Promise.resolve();
  readonly #director: SetDirector;

  private constructor(
    private readonly run: CaseRun,
    private readonly place: SqlPlace,
    private readonly session: SqlSession,
    private readonly facts: ServerFacts,
    private readonly since: string,
  ) {
    this.#director = new SetDirector(run, session);
  }

  /** @throws KitError SQL_LOG_IN, SQL_READING */
  static async open(run: CaseRun, place: SqlPlace): Promise<CaseSql> {
    // Loaded here: a run that needs no SQL Server does not pay for it.
    const [{ SqlSession: Session }, { readServerFacts }, { readLoadedLibrary }, { serverTime }] =
      await Promise.all([
        import('../sql/session.js'),
        import('../sql/server-facts.js'),
        import('../sql/loaded-library.js'),
        import('../sql/error-log.js'),
      ]);
    const { host, port, user, password } = place.server;
    const session = await Session.open({ host, port, user, password }, run.limits);
    try {
      const since = await serverTime(session);
      const facts = await readServerFacts(session);
      const loaded = await readLoadedLibrary(session);
      const { spid } = session;
      run.event({ kind: 'server-facts', session: place.name, spid, ...facts, ...loaded });
      return new CaseSql(run, place, session, facts, since);
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  get name(): string {
    return this.place.name;
  }

  /** What the names of the case's devices begin with. */
  get #kin(): string {
    return beginningOf(this.place.set);
  }

  get spid(): number {
    return this.session.spid;
  }

  get database(): string {
    return this.place.server.backedUp;
  }

  async start(text: string): Promise<SqlStatement> {
    await this.#step('start');
    const at = this.run.now();
    const running = this.session.start(text);
    this.#running = running;
    const ended = running.ended.then((result) => {
      this.run.event({ kind: 'statement', session: this.name, ...result }, at, { end: this.run.now() });
      return result;
    });
    this.#recorded = ended;
    const guarded = this.run.guard(ended);
    // A script that has been ended elsewhere does not come to it; whoever awaits it still hears of that.
    guarded.catch(() => undefined);
    return {
      ended: guarded,
      cancel: async () => {
        await this.#step('cancel');
        running.cancel();
      },
    };
  }

  async execute(text: string): Promise<StatementResult> {
    return (await this.start(text)).ended;
  }

  async kill({ spid }: Pick<SqlRole, 'spid'>): Promise<KilledSession> {
    const { listedSession, isListed, untilUnlisted } = await import('../sql/listed-session.js');
    await this.#step('kill');
    const victim = await this.run.guard(listedSession(this.session, spid));
    const { ending } = await this.execute(killStatement(spid));
    const ends = victim !== null && ending.how === 'completed';
    const look = async (label: string, asked: (of: ListedSession) => Promise<Unlisting>): Promise<void> => {
      await this.#step('killed');
      if (!ends) return;
      const at = this.run.now();
      const { listed, waitedMs } = await this.run.guard(asked(victim));
      const limit = listed && waitedMs > 0 ? 'sessionEndMs' : null;
      const seen = { session: this.name, spid, label, listed, waitedMs, limit };
      this.run.event({ kind: 'killed-session', ...seen }, at, { end: this.run.now() });
    };
    return {
      listed: (label) =>
        look(label, async (of) => ({ listed: await isListed(this.session, of), waitedMs: 0 })),
      gone: (label) => look(label, (of) => untilUnlisted(this.session, of, this.run.limits.sessionEndMs)),
    };
  }

  async errorLog(label: string): Promise<void> {
    await this.#step('errorLog');
    const { readErrorLog } = await import('../sql/error-log.js');
    const lines = await this.run.guard(readErrorLog(this.session, { since: this.since }));
    const kept = lines.filter(({ text }) => text.includes(this.#kin) || OF_BACKUPS.test(text));
    this.run.event({ kind: 'error-log', session: this.name, label, lines: kept });
  }

  async backupHistory(label: string): Promise<void> {
    await this.#step('backupHistory');
    const { readBackupHistory } = await import('../sql/backup-history.js');
    const rows = await this.run.guard(readBackupHistory(this.session, this.database));
    const ours = rows.filter(({ devices }) => devices.some(({ name }) => name.startsWith(this.#kin)));
    this.run.event({ kind: 'backup-history', session: this.name, label, backups: ours.map(asData) });
  }

  async engineResources(label: string): Promise<void> {
    await this.#step('engineResources');
    const { processId } = this.facts;
    if (processId === null) return;
    const { connection } = this.run;
    const { atNs, seen } = await this.run.agent(connection.ask('resourcesOfProcess', [processId]));
    if (seen === null) return;
    const { mappings, descriptors, threads } = seen;
    const all = { mappings: [...mappings], descriptors: [...descriptors], threads: [...threads] };
    this.run.event({ kind: 'resources', role: ENGINE, pid: processId, label, ...all }, atNs);
  }

  async plan(set: string | null, plan: SetPlan): Promise<void> {
    await this.#step('plan');
    await this.#director.plan(set, plan);
  }

  async reached(set: string | null): Promise<Reaching> {
    await this.#step('reached');
    return this.#director.reached(set);
  }

  async act(set: string | null, act: Act): Promise<number | null> {
    await this.#step('act');
    return this.#director.act(set, act);
  }

  async outcome(set: string | null): Promise<readonly PlannedOutcome[]> {
    await this.#step('outcome');
    return this.#director.outcome(set);
  }

  /** The script has ended of itself: a statement that it never awaited is awaited now, within its limit. */
  async finish(): Promise<void> {
    await this.#recorded;
  }

  /** The script was abandoned: what SQL Server has said by now may say why. */
  async lookBack(): Promise<void> {
    this.#running?.cancel();
    await this.#recorded;
  }

  /** Ends the connection, and with it what is being executed. */
  tidy(): Promise<void> {
    return this.session.close();
  }

  #step(what: string): Promise<void> {
    return this.run.step(`${this.name}.${what}`);
  }
}

/** @throws KitError NO_SQL_SERVER when the target was started without one. */
export function sqlServerOf(server: TargetSqlServer | undefined): TargetSqlServer {
  if (server !== undefined) return server;
  throw new KitError('NO_SQL_SERVER', 'the target was started without a SQL Server', {
    remedy: 'A script that asks for a session belongs to a rule whose subject is the engine.',
  });
}

function asData({ backupSetId, database, type, bytes, devices }: BackupHistoryRow) {
  return { backupSetId, database, type, bytes, devices: [...devices] };
}
