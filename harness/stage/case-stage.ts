import { randomUUID } from 'node:crypto';
import type { RoleClass } from '../vdi/library.js';
import type { CaseRun } from './case-run.js';
import { RemoteClient } from './client-role.js';
import type { RemoteRole } from './remote-role.js';
import { RemoteServer } from './server-role.js';
import { CaseFolder } from './programs/case-folder.js';
import { CaseProgram } from './programs/case-program.js';
import { CaseRecordings } from './programs/case-recordings.js';
import { clientPlaceOf } from './programs/client-place-of.js';
import { LaunchWords } from './programs/launch-words.js';
import { StageBook } from './stage-book.js';
import { CaseSql, sqlServerOf } from './sql-role.js';
import { SecondServer } from './second-server.js';
import type {
  Answer,
  ClientProgram,
  ClientRole,
  ClientTraits,
  Medium,
  ProgramRun,
  ServerRole,
  SqlPlaceOfCase,
  SqlRole,
  Stage,
} from './stage.js';
import { pathInTarget, type ClientPlace } from '../targets/client-place.js';
import type { TargetSqlServer } from '../targets/target.js';

/** The part of a call's limit that a time-out of its own may take. */
const OF_LIMIT = 0.8;

/** The stage of one case: its roles, and what belongs to none of them. */
export class CaseStage implements Stage {
  readonly set = randomUUID();
  readonly #book: StageBook;
  readonly #roles: RemoteRole[] = [];
  readonly #sessions: CaseSql[] = [];
  readonly #programs: CaseProgram[] = [];
  readonly #folder = new CaseFolder();
  #recordings: CaseRecordings | null = null;
  readonly #names = new Set<string>();
  readonly #seconds: SecondServer[] = [];

  constructor(
    private readonly run: CaseRun,
    readonly instance: string | null,
    private readonly sqlServer?: TargetSqlServer,
    private readonly place?: ClientPlace,
  ) {
    this.#book = new StageBook(run);
    run.connection.onIssued.add(this.#issued);
  }

  readonly #issued = (role: number, call: number): void =>
    this.#roles.find((each) => each.number === role)?.issued(call);

  get timeoutMs(): number {
    return Math.ceil(this.run.limits.waitingCallMs * OF_LIMIT);
  }

  get roles(): readonly RemoteRole[] {
    return this.#roles;
  }

  server(name = this.#freeName('server')): Promise<ServerRole> {
    return this.#role(name, 'server', RemoteServer);
  }

  client(name = this.#freeName('client')): Promise<ClientRole> {
    return this.#role(name, 'client', RemoteClient);
  }

  async sql(name = this.#freeName('sql')): Promise<SqlRole> {
    this.#names.add(name);
    await this.run.step('stage.sql');
    const place = { server: this.#server, set: this.set, name };
    const opened = CaseSql.open(this.run, place);
    const session = await this.run.guard(opened).catch((error: unknown) => {
      // The case is over: a session that is still opened for it is nobody's.
      opened.then((each) => each.tidy()).catch(() => undefined);
      throw error;
    });
    this.#sessions.push(session);
    return session;
  }

  get clientTraits(): ClientTraits {
    const { statements, maxDevices, cannot } = clientPlaceOf(this.place).config;
    return { statements, maxDevices, cannot };
  }

  async program(asked: ProgramRun): Promise<ClientProgram> {
    const place = clientPlaceOf(this.place);
    const name = this.#freeName('client');
    this.#names.add(name);
    const { instance } = this;
    const server = (): TargetSqlServer => this.#server;
    const words = new LaunchWords({ place, folder: this.#folder, server, instance });
    this.#recordings ??= new CaseRecordings(this.run, this.set);
    const started = CaseProgram.start(this.run, { name, place, words, recordings: this.#recordings }, asked);
    const program = await started;
    this.#programs.push(program);
    return program;
  }

  newMedium(): Medium {
    return { path: pathInTarget(clientPlaceOf(this.place), this.#folder.newMedium()) };
  }

  mediumForOneDevice(): Medium {
    return { path: pathInTarget(clientPlaceOf(this.place), this.#folder.mediumForOneDevice()) };
  }

  clearMedium({ path }: Medium): void {
    this.#folder.clear(path);
  }

  get fullMedium(): Medium | null {
    const path = clientPlaceOf(this.place).fullMedium;
    return path === null ? null : { path };
  }

  notApplicable(why: string): never {
    return this.#book.notApplicable(why);
  }

  get #server(): TargetSqlServer {
    const first = sqlServerOf(this.sqlServer);
    return { ...first, ...this.#seconds.at(-1)?.address };
  }

  get sqlPlace(): SqlPlaceOfCase {
    const { host, port, user, password, backedUp: database } = this.#server;
    return { host, port, user, password, database };
  }

  async secondServer(): Promise<void> {
    await this.run.step('stage.secondServer');
    const opened = SecondServer.start(sqlServerOf(this.sqlServer), this.run.limits);
    const second = await this.run.guard(opened).catch((error: unknown) => {
      opened.then((each) => each.stop()).catch(() => undefined);
      throw error;
    });
    this.#seconds.push(second);
  }

  async #role<R extends RemoteRole>(
    name: string,
    of: RoleClass,
    make: new (run: CaseRun, book: StageBook, name: string, of: RoleClass, number: number, pid: number) => R,
  ): Promise<R> {
    this.#names.add(name);
    await this.run.step(`stage.${of}`);
    // The agent bounds the start of a process itself, by roleStartMs.
    const asked = this.run.connection.await('takeRole', [this.run.threads]);
    const taken = await this.run.guard(asked).catch((error: unknown) => {
      // The case is over: a process that is still handed to it is nobody's.
      asked.then(({ role }) => this.run.connection.ask('kill', [role])).catch(() => undefined);
      throw error;
    });
    const role = new make(this.run, this.#book, name, of, taken.role, taken.pid);
    this.#roles.push(role);
    this.run.hasProcess(name, taken.pid);
    this.run.event({ kind: 'process-start', role: name, pid: taken.pid, class: of }, taken.atNs);
    await role.load();
    return role;
  }

  #freeName(wish: string): string {
    let name = wish;
    for (let n = 2; this.#names.has(name); n++) name = `${wish}-${n}`;
    return name;
  }

  async objects(label: string): Promise<readonly string[]> {
    await this.run.step('stage.objects');
    const { atNs, seen } = await this.run.agent(this.run.connection.ask('objects', [this.set]));
    this.run.event({ kind: 'objects', label, set: this.set, objects: seen }, atNs);
    return seen;
  }

  abandon(why: string, because?: Answer): never {
    return this.#book.abandon(why, because);
  }

  need<A extends Answer>(answer: A): A {
    if (answer.ok) return answer;
    const { method, outcome } = answer;
    return this.abandon(`${method} had to succeed, and ${told(outcome)}`, answer);
  }

  /** The script has ended of itself. */
  async finish(): Promise<void> {
    await Promise.all([...this.#sessions, ...this.#roles].map((each) => each.finish()));
    await this.#recordings?.finish();
  }

  /** The script was abandoned: what its processes have by now may say why. */
  async lookBack(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.lookBack()));
    for (const role of this.#roles) if (role.alive) await role.resources('when the case was abandoned');
  }

  /** Ends every process of the case; resolves when they are gone. */
  async tidy(): Promise<void> {
    this.run.connection.onIssued.delete(this.#issued);
    const all = [...this.#sessions, ...this.#roles, ...this.#programs];
    await Promise.all(all.map((each) => each.tidy())).finally(() => {
      this.#recordings?.end();
      this.#folder.remove();
    });
    await Promise.all(this.#seconds.map((each) => each.stop()));
  }
}

function told(outcome: Answer['outcome']): string {
  switch (outcome.how) {
    case 'returned':
      return `returned ${outcome.name}`;
    case 'value':
      return `returned ${outcome.value}`;
    case 'process-ended':
      return 'its process ended';
    case 'no-answer':
      return `had not returned after ${outcome.afterMs} ms (limit ${outcome.limit})`;
  }
}
