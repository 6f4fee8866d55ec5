import { backupStatement, inspectStatement } from '../../harness/sql/backup-statement.js';
import { deviceGuids } from '../../harness/sql/virtual-devices.js';
import type {
  Answer,
  ClientRole,
  ReceivedCommand,
  RemoteObject,
  SqlRole,
  SqlStatement,
  Stage,
} from '../../harness/stage/stage.js';
import { AFTER_END } from '../findings/engine.js';
import { BOTH_CLOSED } from '../findings/released.js';
import type { Direction } from './establish.js';

/** Bytes. Small: a case wants many commands, not much data. */
const TRANSFER = 65_536;

export interface BackupShape {
  readonly devices: number;
  /** `write` is a BACKUP, `read` a RESTORE VERIFYONLY: neither changes the database, or its chain of backups. */
  readonly direction: Direction;
  /** What is backed up; left out: the target's own choice. */
  readonly database?: string;
  /** Of the set; left out: `stage.set`. */
  readonly set?: string;
  /** What the client asks for besides the number of devices. */
  readonly config?: Readonly<Record<string, number>>;
  /** Buffers in all, so commands that may be outstanding. Left out: SQL Server decides. */
  readonly buffers?: number;
}

/** A statement under way, and the client that serves it. */
export interface Backup {
  readonly client: ClientRole;
  readonly clientSet: RemoteObject;
  readonly sql: SqlRole;
  readonly statement: SqlStatement;
  /** In the order of the statement. */
  readonly devices: readonly RemoteObject[];
}

export interface Ends {
  readonly client: ClientRole;
  readonly clientSet: RemoteObject;
  readonly sql: SqlRole;
}

/** A client and a session, before the client has created a set. */
export async function bothEnds(stage: Stage): Promise<Ends> {
  const [client, sql] = await Promise.all([stage.client(), stage.sql()]);
  return { client, clientSet: client.set, sql };
}

/** The client creates its set, and SQL Server is told to use it. */
export async function ask(stage: Stage, ends: Ends, shape: BackupShape): Promise<SqlStatement> {
  const set = shape.set ?? stage.set;
  const config = { deviceCount: shape.devices, ...shape.config };
  stage.need(await ends.clientSet.call('CreateEx', { instanceName: stage.instance, name: set, config }));
  return ends.sql.start(statementText(ends.sql, { ...shape, set }));
}

export function statementText(
  { database: chosen }: Pick<SqlRole, 'database'>,
  { set, devices: count, direction, buffers, database = chosen }: BackupShape & { readonly set: string },
): string {
  const devices = deviceGuids(count, set);
  const bufferCount = buffers === undefined ? {} : { bufferCount: buffers };
  const transfer = { devices, maxTransferSize: TRANSFER, ...bufferCount };
  return direction === 'write'
    ? backupStatement({ what: 'database', database, copyOnly: true, ...transfer })
    : inspectStatement({ what: 'verifyonly', ...transfer });
}

/** Up to where commands come: SQL Server has configured the set, and the client has opened all devices. */
export async function begin(stage: Stage, shape: BackupShape, given?: Ends): Promise<Backup> {
  const ends = given ?? (await bothEnds(stage));
  const statement = await ask(stage, ends, shape);
  stage.need(await ends.clientSet.call('GetConfiguration', { timeoutMs: stage.timeoutMs }));
  const devices: RemoteObject[] = [];
  for (const name of deviceGuids(shape.devices, shape.set ?? stage.set)) {
    const { answer, device } = await ends.client.openDevice(name, ends.clientSet);
    stage.need(answer);
    if (device === null) stage.abandon(`OpenDevice gave no device for ${name}`, answer);
    devices.push(device);
  }
  return { ...ends, statement, devices };
}

/**
 * Takes and completes up to `count` commands of a device, one at a time as real clients do; stops where none is given.
 * @returns the answer of the last GetCommand.
 */
export async function serve(
  client: ClientRole,
  device: RemoteObject,
  count = Infinity,
): Promise<Answer | null> {
  let last: Answer | null = null;
  for (let served = 0; served < count; served += 1) {
    const { taken, last: answer } = await client.take(device, 1);
    last = answer;
    if (taken.length === 0) return last;
    await client.complete(device, taken);
  }
  return last;
}

/** All devices to their end. */
export async function serveAll({ client, devices }: Pick<Backup, 'client' | 'devices'>): Promise<void> {
  await Promise.all(devices.map((device) => serve(client, device)));
}

/** Serves `count` commands of each device, then takes one more of each and keeps it: outstanding. */
export async function holdOne(
  stage: Stage,
  { client, devices }: Backup,
  count: number,
): Promise<{ device: RemoteObject; command: ReceivedCommand }[]> {
  return Promise.all(
    devices.map(async (device) => {
      await serve(client, device, count);
      const { taken, last } = await client.take(device, 1);
      const [command] = taken;
      if (command === undefined) return stage.abandon('SQL Server sent no command to be held', last);
      return { device, command };
    }),
  );
}

/** Serves each device up to its first command of this code, and keeps that one. */
export async function holdFirst(stage: Stage, { client, devices }: Backup, code: number): Promise<void> {
  const upTo = async (device: RemoteObject): Promise<void> => {
    for (;;) {
      const { taken, last } = await client.take(device, 1);
      if (taken.length === 0)
        stage.abandon('SQL Server sent no command of the kind that is to be held', last);
      if (taken[0]?.commandCode === code) return;
      await client.complete(device, taken);
    }
  };
  await Promise.all(devices.map(upTo));
}

/** What SQL Server has of it when the statement is over; then the client ends its side, and what is left is looked for. */
export async function lookAndClose(stage: Stage, backup: Ends & Pick<Backup, 'statement'>): Promise<void> {
  const { client, clientSet, sql, statement } = backup;
  await statement.ended;
  await look(sql);
  if (client.alive) await clientSet.call('Close');
  await stage.objects(BOTH_CLOSED);
}

/** What SQL Server has of a backup that is over. */
export async function look(sql: SqlRole): Promise<void> {
  await sql.errorLog(AFTER_END);
  await sql.backupHistory(AFTER_END);
}

/** The client completes a command with an error, and does not abort. */
export async function completeWith(
  { device, command }: { device: RemoteObject; command: ReceivedCommand },
  completionCode: number,
): Promise<void> {
  const { command: address } = command;
  await device.call('CompleteCommand', {
    command: address,
    completionCode,
    bytesTransferred: 0,
    position: 0,
  });
}
