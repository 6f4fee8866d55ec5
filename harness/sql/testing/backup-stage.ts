import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { startSqlEndpoint, type RunningEndpoint } from '../../reference/sql/process/start-endpoint.js';
import {
  startBackupClient,
  type BackupClient,
  type ClientReport,
} from '../../reference/sql/testing/backup-client.js';
import type { ClientOrders } from '../../reference/sql/testing/backup-client-main.js';
import { LinuxProbe } from '../../probes/linux.js';
import { LINUX_NATIVE } from '../../targets/linux-native.js';
import { ThisNode } from '../../targets/node-host.js';
import { backupStatement, type BackupOptions } from '../backup-statement.js';
import { SqlSession } from '../session.js';
import type { StatementResult } from '../statement-result.js';
import { deviceGuids } from '../virtual-devices.js';
import { backupOf } from './statements.js';

export const MEGABYTE = 1 << 20;
/** Bytes of the database `ledger`: no multiple of anything. */
export const LEDGER_BYTES = 9 * MEGABYTE + 5;
/** Features of clients. */
export const FEATURES = { pipe: 0, disk: 0x200, tape: 0x173, complete: 0x2000 };
export const VD_E = { close: 0x8077000e, abort: 0x80770004, protocol: 0x8077000c };

/** How a client departs from one that does everything right. */
export type Orders = Partial<Omit<ClientOrders, 'library' | 'names' | 'folder'>>;

export interface Done {
  readonly names: readonly string[];
  readonly result: StatementResult;
  readonly report: ClientReport | null;
}

export function startEndpoint(library = LINUX_NATIVE.reference, fault?: string): Promise<RunningEndpoint> {
  return startSqlEndpoint(new ThisNode(), {
    library,
    recorder: LINUX_NATIVE.recorder,
    databases: [
      { name: 'ledger', dataBytes: LEDGER_BYTES, logBytes: MEGABYTE },
      { name: 'notes', dataBytes: 65_536, recoveryModel: 'SIMPLE' },
    ],
    startMs: DEFAULT_LIMITS.roleStartMs,
    endMs: DEFAULT_LIMITS.roleEndMs,
    ...(fault === undefined ? {} : { env: { VDI_REFERENCE_FAULT: fault } }),
  });
}

/** One test's session, clients and files. */
export class BackupStage {
  readonly #clients: BackupClient[] = [];
  readonly #directors: SqlSession[] = [];

  private constructor(
    private readonly endpoint: RunningEndpoint,
    readonly session: SqlSession,
    /** Where clients keep what they are sent. */
    public folder: string,
  ) {}

  static async open(endpoint: RunningEndpoint): Promise<BackupStage> {
    const session = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
    return new BackupStage(endpoint, session, await mkdtemp(path.join(tmpdir(), 'vdi-sql-')));
  }

  async close(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.kill();
    await Promise.all([...this.#directors, this.session].map((each) => each.close()));
    await rm(this.folder, { recursive: true });
  }

  /** A session of its own, to direct the endpoint by. */
  async director(): Promise<SqlSession> {
    const director = await SqlSession.open(this.endpoint.server, DEFAULT_LIMITS);
    this.#directors.push(director);
    return director;
  }

  /** What there is still that bears the set's name. */
  objects([set = '']: readonly string[]): Promise<string[]> {
    return new LinuxProbe().objects(set);
  }

  /** Backs up to devices of these names once more: how the statement ended, and what the client's Close answered. */
  async again(names: readonly string[]): Promise<{ ending: string; close: number | undefined }> {
    const client = await this.client(names, { config: { features: FEATURES.disk } });
    const { ending } = await this.session.run(backupOf(names));
    return { ending: ending.how, close: (await client.report)?.close };
  }

  /** A client that has created its set. */
  async client(names: readonly string[], orders: Orders = {}, folder = this.folder): Promise<BackupClient> {
    const config = { deviceCount: names.length, ...orders.config };
    const client = await startBackupClient({
      library: LINUX_NATIVE.reference,
      names,
      folder,
      ...orders,
      config,
    });
    this.#clients.push(client);
    return client;
  }

  /** Backs `ledger` up, to a client that comes to an end by itself. */
  backUp(devices: number, orders: Orders = {}, options: Partial<BackupOptions> = {}): Promise<Done> {
    return this.run(
      (names) => backupStatement({ what: 'database', database: 'ledger', devices: names, ...options }),
      devices,
      orders,
    );
  }

  /** Has a client give, or take, what a statement is about. */
  async run(
    statement: (names: readonly string[]) => string,
    devices: number,
    orders: Orders = {},
  ): Promise<Done> {
    const names = deviceGuids(devices);
    const client = await this.client(names, orders);
    const result = await this.session.run(statement(names));
    return { names, result, report: await client.report };
  }
}
