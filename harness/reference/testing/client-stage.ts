import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { backupStatement, restoreStatement } from '../../sql/backup-statement.js';
import { SqlSession } from '../../sql/session.js';
import { errorNumbers, type StatementResult } from '../../sql/statement-result.js';
import { deviceGuids } from '../../sql/virtual-devices.js';
import { OwnClient, type ClientCommand, type ClientEnd } from './own-client.js';
import type { RunningEndpoint } from '../sql/process/start-endpoint.js';

/** What came of a client together with its BACKUP or RESTORE. */
export interface Outcome extends ClientEnd {
  /** `completed`, or the first error's number, with the operating system's if it tells one; null: nothing was executed. */
  readonly sql: string | null;
}

export interface Play {
  /** Of the devices, the first being the set's; left out: some that nobody else has. */
  readonly names?: readonly string[];
  readonly wrong?: string | undefined;
  readonly words?: readonly string[];
  /** How long the client has, milliseconds. */
  readonly limitMs?: number;
}

const PATIENCE_MS = 30_000;

/** A session with the endpoint, and media. The clients are those that are given, each by its name or none for the right one. */
export class ClientStage {
  readonly #clients: OwnClient[] = [];
  #media = 0;

  private constructor(
    readonly session: SqlSession,
    private readonly folder: string,
    private readonly program: ClientCommand | undefined,
  ) {}

  static async open(endpoint: RunningEndpoint, program?: ClientCommand): Promise<ClientStage> {
    const session = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
    return new ClientStage(session, await mkdtemp(path.join(tmpdir(), 'vdi-clients-')), program);
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.kill();
    await this.session.close();
    await rm(this.folder, { recursive: true });
  }

  /** Where nothing is yet. */
  async medium(): Promise<string> {
    const folder = path.join(this.folder, String((this.#media += 1)));
    await mkdir(folder);
    return path.join(folder, 'medium');
  }

  /** Media without room. */
  async fullMedium(devices: number): Promise<string> {
    const file = await this.medium();
    for (const each of mediaOf(file, devices)) await symlink('/dev/full', each);
    return file;
  }

  /** Media in which no backup is. */
  async zeros(devices: number): Promise<string> {
    const file = await this.medium();
    for (const each of mediaOf(file, devices)) await writeFile(each, Buffer.alloc(1 << 20));
    return file;
  }

  /** What a right client has stored. */
  async stored(devices: number): Promise<string> {
    const file = await this.medium();
    const { sql } = await this.backUp(file, devices);
    if (sql !== 'completed') throw new Error(`the right client's backup ended with ${sql}`);
    return file;
  }

  /** The same, of which the first medium ends early. */
  async cut(devices: number): Promise<string> {
    const file = await this.stored(devices);
    await truncate(file, 1_000_000);
    return file;
  }

  backUp(file: string, devices: number, play: Play = {}): Promise<Outcome> {
    return this.#play(file, devices, 'backup', play, (names) =>
      backupStatement({ what: 'database', database: 'ledger', devices: names }),
    );
  }

  restore(file: string, devices: number, play: Play = {}): Promise<Outcome> {
    return this.#play(file, devices, 'restore', play, (names) =>
      restoreStatement({ what: 'database', database: 'ledger', devices: names, replace: true }),
    );
  }

  /** A BACKUP for which the client has not the right number of devices. */
  async refused(play: Play): Promise<Outcome> {
    return this.#play(await this.medium(), 1, 'backup', play, ([name = '']) =>
      backupStatement({ what: 'database', database: 'ledger', devices: [name, `${name}-2`] }),
    );
  }

  /** Nobody comes. */
  async unattended(play: Play): Promise<Outcome> {
    return this.#play(await this.medium(), 1, 'backup', play, () => null);
  }

  async #play(
    file: string,
    devices: number,
    direction: 'backup' | 'restore',
    { names = deviceGuids(devices), wrong, words, limitMs = PATIENCE_MS }: Play,
    statement: (names: readonly string[]) => string | null,
  ): Promise<Outcome> {
    const orders = {
      ...{ names, direction, file },
      ...(wrong === undefined ? {} : { wrong }),
      ...(words === undefined ? {} : { words }),
    };
    const client = new OwnClient(orders, this.program);
    this.#clients.push(client);
    const text = (await client.created) ? statement(names) : null;
    const running = text === null ? null : this.session.start(text);
    const end = await client.end(limitMs);
    return { ...end, sql: running === null ? null : told(await running.ended) };
  }
}

function mediaOf(file: string, devices: number): string[] {
  return Array.from({ length: devices }, (_, i) => (i === 0 ? file : `${file}.${i}`));
}

/** The statement's end in a word. */
function told(result: StatementResult): string {
  const [number] = errorNumbers(result);
  if (number === undefined) return result.ending.how;
  const [, os] = / (\d+)\(/.exec(result.messages.find(({ kind }) => kind === 'error')?.text ?? '') ?? [];
  return os === undefined ? String(number) : `${number}:${os}`;
}
