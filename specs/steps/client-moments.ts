import type { Hold, RecordedCalls, SqlRole, Stage } from '../../harness/stage/stage.js';
import type { ScenarioCase } from '../scenario.js';
import { finishClient, held, startClient, waiting, type ClientRun, type ClientShape } from './client-run.js';

type Plan = Parameters<SqlRole['plan']>[1];
type Act = Parameters<SqlRole['act']>[1];

/** Where the client is when the server does something to the set. */
export type ClientMoment =
  | 'in-GetConfiguration'
  | 'before-its-devices'
  | 'in-GetCommand'
  | 'with-one-command'
  | 'with-many-commands'
  | 'just-completed'
  | 'one-device-closed';

interface MomentOf {
  readonly plan: (devices: number) => Plan;
  readonly holds: readonly Hold[];
  readonly awaited: string;
  readonly there: (devices: number) => (calls: RecordedCalls) => boolean;
}

const COMPLETION_HELD: Hold = { method: 'CompleteCommand', nth: 1, at: 'enter' };
const VD_E_CLOSE = 0x8077000e;

const MOMENTS: Readonly<Record<ClientMoment, MomentOf>> = {
  'in-GetConfiguration': {
    plan: () => ({ stopAt: 'opened' }),
    holds: [],
    awaited: 'the client to wait in GetConfiguration',
    there: () => waiting('GetConfiguration'),
  },
  'before-its-devices': {
    plan: () => ({ stopAt: 'configured' }),
    holds: [{ method: 'OpenDevice', nth: 1, at: 'enter' }],
    awaited: 'the client to open its first device',
    there: () => held('OpenDevice'),
  },
  'in-GetCommand': {
    plan: () => ({ stopAt: 'devices-open' }),
    holds: [],
    awaited: 'the client to wait in GetCommand on every device',
    there: (devices) => waiting('GetCommand', devices),
  },
  'with-one-command': {
    plan: () => ({ stopAt: 'sent', commands: 1 }),
    holds: [COMPLETION_HELD],
    awaited: 'the client to complete its first command',
    there: () => held('CompleteCommand'),
  },
  'with-many-commands': {
    plan: (devices) => ({ stopAt: 'sent', commands: devices }),
    holds: [COMPLETION_HELD],
    awaited: 'the client to complete a command of every device',
    there: (devices) => held('CompleteCommand', devices),
  },
  'just-completed': {
    plan: () => ({ stopAt: 'completed', commands: 1 }),
    holds: [],
    awaited: 'the client to have completed a command',
    there:
      () =>
      ({ client }) =>
        client.some(({ method, value }) => method === 'CompleteCommand' && value === 0),
  },
  'one-device-closed': {
    plan: () => ({ stopAt: 'one-closed' }),
    holds: [],
    awaited: 'the client to be told that its first device is closed',
    there:
      () =>
      ({ client }) =>
        client.some(({ method, value }) => method === 'GetCommand' && value === VD_E_CLOSE),
  },
};

interface Brought {
  readonly run: ClientRun;
  readonly there: boolean;
  /** Number of the session whose statement has opened the set, whoever has sent it; null: none has. */
  readonly spid: number | null;
}

/** The client is started and brought to a moment at which the server has stopped. */
async function bringTo(
  stage: Stage,
  director: SqlRole,
  moment: ClientMoment,
  shape: ClientShape,
  more: { readonly keepSession?: boolean } = {},
): Promise<Brought> {
  const { plan, holds, awaited, there } = MOMENTS[moment];
  const set = shape.set ?? stage.set;
  await director.plan(set, { ...plan(shape.devices), ...more });
  const run = await startClient(stage, { ...shape, holds });
  const isThere = await run.program.until(awaited, there(shape.devices));
  if (!isThere) return { run, there: false, spid: null };
  const { state, spid } = await director.reached(set);
  return { run, there: state === 'reached', spid };
}

/** What is done to a set at a moment; `spid`: the session of its statement, if that is known. */
export type BreakingAct = (
  director: SqlRole,
  brought: { readonly set: string; readonly spid: number | null },
) => Promise<unknown>;

/** The server closes the set at once, with everything open. */
export const closeSet: BreakingAct = (director, { set }) => director.act(set, 'close');

/**
 * The client is brought to a moment, something is done there if it came to it, and what of the client was held goes on.
 */
export async function breakAt(
  stage: Stage,
  moment: ClientMoment,
  shape: ClientShape,
  act: (
    director: SqlRole,
    brought: { readonly set: string; readonly spid: number | null },
  ) => Promise<unknown>,
  more: { readonly keepSession?: boolean } = {},
): Promise<ClientRun> {
  const director = await stage.sql('director');
  const { run, there, spid } = await bringTo(stage, director, moment, shape, more);
  if (there) await act(director, { set: run.set, spid });
  await run.program.letGo();
  return run;
}

export interface EndedAt {
  readonly moment: ClientMoment;
  readonly act: Act;
  readonly devices: number;
  readonly direction?: ClientShape['direction'];
}

/** A case in which the server does something to the set at a moment; then the client has to end. */
export function endedAt({ moment, act, devices, direction = 'backup' }: EndedAt): ScenarioCase {
  return {
    id: `${moment}-${devices}${direction === 'backup' ? '' : `-${direction}`}-${act}`,
    parameters: { moment, act, devices, direction },
    processes: 0,
    script: async (stage) => {
      // The target's own server is to live on.
      if (act === 'die') await stage.secondServer();
      const run = await breakAt(stage, moment, { devices, direction }, (director, { set }) =>
        director.act(set, act),
      );
      await finishClient(stage, run);
    },
  };
}
