import { z } from 'zod';
import { KitError } from '../errors/kit-error.js';
import { quotedText } from './quoting.js';
import { numberOf, textOf } from './server-reading.js';
import type { SqlSession } from './session.js';
import type { Cell, StatementResult } from './statement-result.js';

/**
 * Directing the reference's SQL endpoint over an ordinary session. No other server has these procedures. A set is named, or null: the
 * next one that is opened.
 */

const flags = {
  /** A command that nobody knows (99) comes first, by itself, on the first device. */
  unknownCommand: z.boolean().optional(),
  /** A Write, or Read, of no bytes comes first, on the first device. */
  zeroLength: z.boolean().optional(),
  /** Each transfer of data is as long as the client allows, with one buffer for each device. */
  maximalTransfer: z.boolean().optional(),
  /** Each buffer is looked at for the prefix zone that the client has asked for. */
  prefixZone: z.boolean().optional(),
  /** When an act has ended the set, the statement goes on until it is cancelled or its connection ends. */
  keepSession: z.boolean().optional(),
};

/** What the endpoint is to do with a set, and where it is to stop; see the reference's `SetPlan`. */
export const setPlanSchema = z.union([
  z.strictObject({
    stopAt: z.enum(['opened', 'configured', 'devices-open', 'one-closed']).optional(),
    ...flags,
  }),
  /** All devices together. */
  z.strictObject({ stopAt: z.enum(['sent', 'completed']), commands: z.number().int().positive(), ...flags }),
]);
export type SetPlan = z.infer<typeof setPlanSchema>;

export const actSchema = z.enum(['go-on', 'close', 'signal-abort', 'die']);
/** `close`: Close with everything open; `signal-abort`: SignalAbort, then Close; `die`: the server's process kills itself. */
export type Act = z.infer<typeof actSchema>;

/** How a plan's moment came. */
export interface Reaching {
  /** `over`: the set's statement ended before; `not-yet`: neither had come when the limit was over. */
  readonly state: 'reached' | 'over' | 'not-yet';
  /** The set that was opened; null: none. */
  readonly set: string | null;
  /** Commands, all devices together. */
  readonly sent: number;
  readonly completed: number;
  /** Number of the session whose statement has opened the set; null: none. */
  readonly spid: number | null;
}

/** What a command came back with that a plan's flag has sent. */
export interface PlannedOutcome {
  readonly command: number;
  readonly completionCode: number;
  readonly bytes: number;
}

/** To be told before the backup or restore is asked for. @throws KitError SQL_DIRECTION, with what the endpoint says; ZodError. */
export async function plan(session: SqlSession, set: string | null, what: SetPlan): Promise<void> {
  const json = quotedText(JSON.stringify(setPlanSchema.parse(what)));
  rowsOf(await session.run(`EXEC sp_vdi_plan @set = ${nameOf(set)}, @plan = ${json}`, 'sqlReadingMs'));
}

/** Waits until the stop is reached, or will not be; for statementMs at most. @throws KitError SQL_DIRECTION */
export async function reached(session: SqlSession, set: string | null): Promise<Reaching> {
  const result = await session.run(`EXEC sp_vdi_reached @set = ${nameOf(set)}`, 'statementMs');
  if (result.ending.how === 'cancelled')
    return { state: 'not-yet', set: null, sent: 0, completed: 0, spid: null };
  const [row = []] = rowsOf(result);
  return {
    state: textOf(row[0]) === 'reached' ? 'reached' : 'over',
    set: typeof row[1] === 'string' ? row[1] : null,
    sent: numberOf(row[2]),
    completed: numberOf(row[3]),
    spid: typeof row[4] === 'number' ? row[4] : null,
  };
}

/**
 * Does something at the stop; resolves when it is done.
 * @returns Close's HRESULT, unsigned; null: of the other acts.
 * @throws KitError SQL_DIRECTION: the set is at no stop, among other reasons.
 */
export async function act(session: SqlSession, set: string | null, what: Act): Promise<number | null> {
  const text = quotedText(actSchema.parse(what));
  const result = await session.run(`EXEC sp_vdi_act @set = ${nameOf(set)}, @act = ${text}`, 'sqlReadingMs');
  // The dead give no answer.
  if (what === 'die' && result.ending.how === 'connection-lost') return null;
  const [[, hresult] = []] = rowsOf(result);
  // SQL Server's bigint is a text where the driver finds it too large to be a number for certain.
  return hresult === null || hresult === undefined ? null : numberOf(hresult);
}

/** @throws KitError SQL_DIRECTION */
export async function outcome(session: SqlSession, set: string | null): Promise<PlannedOutcome[]> {
  const rows = rowsOf(await session.run(`EXEC sp_vdi_outcome @set = ${nameOf(set)}`, 'sqlReadingMs'));
  return rows.map(([command, completionCode, bytes]) => ({
    command: numberOf(command),
    completionCode: numberOf(completionCode),
    bytes: numberOf(bytes),
  }));
}

/**
 * Starts another server with the same settings and log-in, on a port of its own. It ends with this session at the latest.
 * @throws KitError SQL_DIRECTION
 */
export async function secondServer(session: SqlSession): Promise<{ port: number; processId: number }> {
  const [row = []] = rowsOf(await session.run('EXEC sp_vdi_second_server', 'statementMs'));
  return { port: numberOf(row[0]), processId: numberOf(row[1]) };
}

function nameOf(set: string | null): string {
  return set === null ? 'NULL' : quotedText(set);
}

function rowsOf({ text, ending, messages, resultSets }: StatementResult): Cell[][] {
  if (ending.how === 'completed') return resultSets[0]?.rows ?? [];
  const said = messages.map(({ number, text: words }) => `${number}: ${words}`).join('; ');
  throw new KitError('SQL_DIRECTION', `${text}: ${ending.how}${said === '' ? '' : ` (${said})`}`, {
    remedy: 'Only the SQL endpoint of the reference can be directed.',
  });
}
