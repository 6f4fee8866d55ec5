import type { CallContext, GivenArgument } from '../engine/procedures.js';
import { sendRows } from '../engine/send-rows.js';
import { sqlError } from '../engine/server-messages.js';
import type { Column } from '../tds/columns.js';
import type { Directions } from './directions.js';
import { readAct, readPlan } from './plan.js';

/** A further server beside this one. */
export interface SecondServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** What a server of the reference's can be directed in. */
export interface Direct {
  readonly sets: Directions;
  /** @throws SqlError 50000: it did not start, or there are too many. */
  readonly startSecondServer: () => Promise<SecondServer>;
}

type Procedure = (args: readonly GivenArgument[], direct: Direct, context: CallContext) => Promise<number>;

/**
 * With these a session directs what the server does with a virtual device set. They are the reference's own: SQL Server has none of them,
 * and nothing like them. Each gives how many rows it sent.
 */
export const DIRECTING: Readonly<Record<string, Procedure>> = {
  sp_vdi_plan: (args, { sets }) => {
    const set = given('sp_vdi_plan', args, '@set', 0);
    sets.plan(set, readPlan(text('sp_vdi_plan', args, '@plan', 1)));
    return Promise.resolve(0);
  },

  sp_vdi_reached: async (args, { sets }, { answer, signal }) => {
    const direction = sets.find(given('sp_vdi_reached', args, '@set', 0));
    await Promise.race([direction.stop.known, aborted(signal)]);
    if (signal.aborted) return 0;
    const { stop, setName, sent, completed, spid } = direction;
    const row = [stop.reached ? 'reached' : 'over', setName, sent, completed, spid];
    return sendRows(answer, REACHED, [row], signal);
  },

  sp_vdi_act: async (args, { sets }, { answer, signal }) => {
    const direction = sets.find(given('sp_vdi_act', args, '@set', 0));
    const act = readAct(text('sp_vdi_act', args, '@act', 1));
    const hresult = await direction.act(act);
    return sendRows(answer, ACTED, [[act, hresult]], signal);
  },

  sp_vdi_outcome: (args, { sets }, { answer, signal }) => {
    const { outcomes } = sets.find(given('sp_vdi_outcome', args, '@set', 0));
    const rows = outcomes.map(({ command, code, bytes }) => [command, code, bytes]);
    return sendRows(answer, OUTCOME, rows, signal);
  },

  sp_vdi_second_server: async (_, direct, { answer, signal, session }) => {
    const server = await direct.startSecondServer();
    // Whoever asked for it is gone sooner than this server is.
    session.whenEnded(() => server.stop());
    return sendRows(answer, SECOND, [[server.port, server.pid]], signal);
  },
};

const REACHED: readonly Column[] = [
  { name: 'state', type: 'nvarchar' },
  { name: 'set', type: 'nvarchar' },
  { name: 'sent', type: 'int' },
  { name: 'completed', type: 'int' },
  { name: 'session_id', type: 'int' },
];
const ACTED: readonly Column[] = [
  { name: 'act', type: 'nvarchar' },
  { name: 'hresult', type: 'bigint' },
];
const OUTCOME: readonly Column[] = [
  { name: 'command', type: 'int' },
  { name: 'completion_code', type: 'bigint' },
  { name: 'bytes', type: 'bigint' },
];
const SECOND: readonly Column[] = [
  { name: 'port', type: 'int' },
  { name: 'process_id', type: 'int' },
];

/** By its name, or by its place. @throws SqlError 201: it is not there; 50000: it is no text. */
function given(
  procedure: string,
  args: readonly GivenArgument[],
  parameter: string,
  place: number,
): string | null {
  const at = args[place];
  const found = args.find(({ name }) => name === parameter) ?? (at?.name === '' ? at : undefined);
  if (found === undefined) throw sqlError(201, [procedure, parameter]);
  if (found.value === null || typeof found.value === 'string') return found.value;
  throw sqlError(50_000, [`${parameter} of ${procedure} has to be a text.`]);
}

/** The same of what may not be NULL. */
function text(procedure: string, args: readonly GivenArgument[], parameter: string, place: number): string {
  const value = given(procedure, args, parameter, place);
  if (value === null) throw sqlError(201, [procedure, parameter]);
  return value;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
