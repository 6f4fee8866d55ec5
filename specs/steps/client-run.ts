import { deviceGuids } from '../../harness/sql/virtual-devices.js';
import type {
  ClientProgram,
  Hold,
  Medium,
  RecordedCall,
  RecordedCalls,
  SqlRole,
  SqlStatement,
  Stage,
} from '../../harness/stage/stage.js';
import { statementText } from './backup.js';

/** What a vendor's client is started for. */
export interface ClientShape {
  readonly direction: 'backup' | 'restore';
  readonly devices: number;
  readonly holds?: readonly Hold[];
  readonly protect?: boolean;
  /** Left out: a new one. */
  readonly medium?: Medium;
  /** Left out: the case's. */
  readonly set?: string;
  /** The database that the client, or the kit, asks to be backed up; left out: the target's. */
  readonly database?: string;
}

/** A vendor's client at work, and who else has to do with it. */
export interface ClientRun {
  readonly program: ClientProgram;
  readonly set: string;
  readonly devices: readonly string[];
  readonly medium: Medium;
  /** The session in which the kit has issued the T-SQL; null: the client issues it. */
  readonly issued: { readonly sql: SqlRole; readonly statement: SqlStatement } | null;
}

/** Ends the case where the client cannot do what it asks for. */
function needs(stage: Stage, { direction, devices }: Pick<ClientShape, 'direction' | 'devices'>): void {
  const { maxDevices, cannot } = stage.clientTraits;
  if (direction === 'restore' && cannot.restore !== undefined) stage.notApplicable(cannot.restore);
  if (devices > 1 && cannot.severalDevices !== undefined) stage.notApplicable(cannot.severalDevices);
  if (devices > maxDevices)
    stage.notApplicable(`the client has ${maxDevices} devices at most, by its configuration`);
}

/** Starts the client, and has the backup or restore asked for once there is a set. */
export async function startClient(stage: Stage, shape: ClientShape): Promise<ClientRun> {
  needs(stage, shape);
  const { direction, holds, protect, database } = shape;
  const set = shape.set ?? stage.set;
  const devices = deviceGuids(shape.devices, set);
  const medium = shape.medium ?? stage.newMedium();
  const program = await stage.program({
    direction,
    devices,
    medium,
    ...(holds === undefined ? {} : { holds }),
    ...(protect === undefined ? {} : { protect }),
    ...(database === undefined ? {} : { database }),
  });
  const run = { program, set, devices, medium };
  if (stage.clientTraits.statements === 'client') return { ...run, issued: null };
  if (!(await program.until('the client to create its set', ({ client }) => client.some(hasCreated))))
    return { ...run, issued: null };
  const sql = await stage.sql();
  const asked = {
    set,
    devices: shape.devices,
    direction: direction === 'backup' ? 'write' : 'read',
  } as const;
  const statement = await sql.start(statementText(sql, { ...asked, ...(database && { database }) }));
  return { ...run, issued: { sql, statement } };
}

function hasCreated({ method, value }: RecordedCall): boolean {
  return (method === 'CreateEx' || method === 'Create') && value === 0;
}

/** Waits for the ends of both, and looks for what is left. */
export async function finishClient(
  stage: Stage,
  { program, issued }: ClientRun,
  within: 'clientEndMs' | 'clientRunMs' = 'clientEndMs',
): Promise<void> {
  await program.ended(within);
  await issued?.statement.ended;
  await stage.objects(CLIENT_GONE);
}

/** Label under which scenarios record what is left of the set when the client has ended. */
export const CLIENT_GONE = 'when the client had ended';

/** A whole backup or restore, in which nothing goes wrong. */
export async function wholeRun(stage: Stage, shape: ClientShape): Promise<ClientRun> {
  const run = await startClient(stage, shape);
  await finishClient(stage, run, 'clientRunMs');
  return run;
}

/** So many calls of a method are held. */
export function held(method: string, count = 1) {
  return ({ client }: RecordedCalls): boolean =>
    client.filter((each) => each.method === method && each.held).length >= count;
}

/** So many calls of a method are waiting in the library, on an object of its own each. */
export function waiting(method: string, count = 1) {
  return ({ client }: RecordedCalls): boolean =>
    new Set(
      client
        .filter((each) => each.method === method && each.value === null && !each.held)
        .map(({ object }) => object),
    ).size >= count;
}
