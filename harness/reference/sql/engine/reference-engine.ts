import { hostname } from 'node:os';
import { BackupHistory } from './backup-history.js';
import { DatabaseStore, type DatabaseSettings } from './databases.js';
import { ErrorLog, type LogLine } from './error-log.js';
import type { DeviceStatements, Instance } from './instance.js';
import { sqlError } from './server-messages.js';
import { ReferenceSession } from './session.js';
import type { ClientFacts, SessionConnection, SqlEngine } from './sql-engine.js';

/** The numbers below are the server's own. */
const FIRST_SPID = 51;
const NETBIOS_CHARACTERS = 15;
/** Programs refuse servers that look too old; what is behind it is the kit's version. */
const VERSION = { major: 16, minor: 0, build: 0 };

export interface ReferenceEngineSettings {
  /** Name and version of the kit, for @@VERSION. */
  readonly kit: { readonly name: string; readonly version: string };
  readonly databases: readonly DatabaseSettings[];
  readonly devices: DeviceStatements;
  /** What it says that its machine is called; left out: what it is called, as NetBIOS has it. */
  readonly machineName?: string;
  /** Whether its log-in is a member of sysadmin; left out: it is. */
  readonly sysadmin?: boolean;
  /** Whether a session that has ended is taken off the list; left out: it is. Only a fault leaves one there. */
  readonly forgets?: (session: { readonly killed: boolean }) => boolean;
  /** Told every line of the error log. */
  readonly onLog?: (line: LogLine) => void;
}

/** The reference: a server that has databases to back up and nothing else. */
export class ReferenceEngine implements SqlEngine {
  /** Not the machine's: reports that name it can be shown to anyone. */
  readonly serverName = 'VDI-REFERENCE';
  readonly program = 'VDI reference';
  readonly version = VERSION;
  readonly instance: Instance;
  readonly #sessions = new Map<number, ReferenceSession>();
  readonly #forgets: NonNullable<ReferenceEngineSettings['forgets']>;

  constructor({
    kit,
    databases,
    devices,
    onLog,
    machineName = hostname().slice(0, NETBIOS_CHARACTERS).toUpperCase(),
    sysadmin = true,
    forgets = () => true,
  }: ReferenceEngineSettings) {
    this.#forgets = forgets;
    const { major, minor, build } = VERSION;
    this.instance = {
      serverName: this.serverName,
      machineName,
      versionText: `${kit.name} ${kit.version}, reference SQL endpoint: not Microsoft SQL Server (${process.platform} ${process.arch})`,
      productVersion: `${major}.${minor}.${build}.0`,
      sysadmin,
      databases: new DatabaseStore(databases),
      errorLog: new ErrorLog(onLog),
      history: new BackupHistory(),
      sessions: this.#sessions,
      devices,
    };
    this.log('Server', this.instance.versionText);
  }

  openSession(client: ClientFacts, connection: SessionConnection): ReferenceSession {
    const database = this.instance.databases.find(client.database === '' ? 'master' : client.database);
    if (database === null) throw sqlError(4060, [client.database]);
    const spid = this.#freeSpid();
    const session = new ReferenceSession(spid, client, connection, database.name, this.instance, () => {
      if (this.#forgets(session)) this.#sessions.delete(spid);
    });
    this.#sessions.set(spid, session);
    return session;
  }

  log(process: string, text: string): void {
    this.instance.errorLog.write(process, text);
  }

  #freeSpid(): number {
    let spid = FIRST_SPID;
    while (this.#sessions.has(spid)) spid += 1;
    return spid;
  }
}
