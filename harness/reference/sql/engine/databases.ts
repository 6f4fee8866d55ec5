/** A database: its name and how much there is in it. What is in it follows from its seed. */
export interface Database {
  readonly name: string;
  readonly id: number;
  readonly recoveryModel: 'FULL' | 'SIMPLE';
  readonly createdAt: Date;
  /** Bytes of data, and of log since the last log backup. */
  readonly dataBytes: number;
  readonly logBytes: number;
  /** What the content is made from. */
  readonly seed: number;
  /** Restored without recovery: it waits for further backups. */
  readonly restoring: boolean;
}

export type DatabaseSettings = Pick<Database, 'name' | 'dataBytes'> &
  Partial<Pick<Database, 'logBytes' | 'seed' | 'recoveryModel' | 'restoring'>>;

const SYSTEM: readonly (DatabaseSettings & { id: number })[] = [
  { name: 'master', id: 1, dataBytes: 1 << 20, recoveryModel: 'SIMPLE' },
  { name: 'tempdb', id: 2, dataBytes: 1 << 20, recoveryModel: 'SIMPLE' },
  { name: 'model', id: 3, dataBytes: 1 << 20 },
  { name: 'msdb', id: 4, dataBytes: 1 << 20, recoveryModel: 'SIMPLE' },
];

/** The databases of the server, by name in any case. */
export class DatabaseStore {
  readonly #databases = new Map<string, Database>();
  #nextId = 5;

  constructor(databases: readonly DatabaseSettings[]) {
    for (const { id, ...settings } of SYSTEM) this.#add(settings, id);
    for (const settings of databases) this.put(settings);
  }

  find(name: string): Database | null {
    return this.#databases.get(name.toLowerCase()) ?? null;
  }

  all(): Database[] {
    return [...this.#databases.values()];
  }

  /** Makes a database, or replaces the one of this name, as a restore does. */
  put(settings: DatabaseSettings): void {
    this.#add(settings, this.find(settings.name)?.id ?? this.#nextId++);
  }

  #add(settings: DatabaseSettings, id: number): void {
    const {
      name,
      dataBytes,
      logBytes = 1 << 16,
      seed = id,
      recoveryModel = 'FULL',
      restoring = false,
    } = settings;
    const database = { name, id, dataBytes, logBytes, seed, recoveryModel, restoring, createdAt: new Date() };
    this.#databases.set(name.toLowerCase(), database);
  }
}
