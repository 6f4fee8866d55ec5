import { sqlError } from '../engine/server-messages.js';

/** The moments at which a directed set can be stopped, in the order in which they come. */
export const STOPS = ['opened', 'configured', 'devices-open', 'sent', 'completed', 'one-closed'] as const;
export type StopAt = (typeof STOPS)[number];

/** What can be done at a stop. */
export const ACTS = ['go-on', 'close', 'signal-abort', 'die'] as const;
export type Act = (typeof ACTS)[number];

/** What is to be different with the next set of a name. Everything that is left out is as always. */
export interface SetPlan {
  /**
   * - `opened`: the set is open and its configuration read, BeginConfiguration not called;
   * - `configured`: EndConfiguration has returned, no thread is lent and no device open;
   * - `devices-open`: a thread is lent and all devices are open, no command sent;
   * - `sent`: so many commands have been sent, all devices together, and no further one is;
   * - `completed`: so many have been sent, and all of them have come back;
   * - `one-closed`: of several devices the first one's work is done and it is closed; none of the others is sent anything.
   */
  readonly stopAt?: StopAt;
  /** Of `sent` and `completed`, from 1. */
  readonly commands?: number;
  /** A command that nobody knows comes first, by itself, on the first device. */
  readonly unknownCommand?: boolean;
  /** A Write, or Read, of no bytes comes first, on the first device. */
  readonly zeroLength?: boolean;
  /** Each transfer of data is as long as the client allows, and there is one buffer for each device. */
  readonly maximalTransfer?: boolean;
  /** Each buffer is looked at for the prefix zone that the client has asked for. */
  readonly prefixZone?: boolean;
  /** When an act has ended the set, the statement goes on until it is cancelled or its connection ends. */
  readonly keepSession?: boolean;
}

const FLAGS = ['unknownCommand', 'zeroLength', 'maximalTransfer', 'prefixZone', 'keepSession'] as const;
const KNOWN: ReadonlySet<string> = new Set(['stopAt', 'commands', ...FLAGS]);
const COUNTED: ReadonlySet<unknown> = new Set<StopAt>(['sent', 'completed']);

/** @throws SqlError 50000 that names what is wrong with the plan. */
export function readPlan(text: string): SetPlan {
  const plan = parsed(text);
  const unknown = Object.keys(plan).find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw refused(`it has ${JSON.stringify(unknown)}; what it may have is ${[...KNOWN].join(', ')}`);
  const { stopAt, commands } = plan;
  if (stopAt !== undefined && !STOPS.some((known) => known === stopAt))
    throw refused(`stopAt is ${JSON.stringify(stopAt)}, and not one of ${STOPS.join(', ')}`);
  if (COUNTED.has(stopAt) && !(Number.isSafeInteger(commands) && Number(commands) > 0))
    throw refused(`commands has to be a whole number from 1 on where stopAt is ${String(stopAt)}`);
  if (commands !== undefined && !COUNTED.has(stopAt))
    throw refused('commands is of use with stopAt sent or completed only');
  const noFlag = FLAGS.find((name) => plan[name] !== undefined && typeof plan[name] !== 'boolean');
  if (noFlag !== undefined) throw refused(`${noFlag} has to be true or false`);
  return plan;
}

/** @throws SqlError 50000 */
export function readAct(text: string): Act {
  const act = ACTS.find((known) => known === text);
  if (act !== undefined) return act;
  throw sqlError(50_000, [`${JSON.stringify(text)} is no act: it is one of ${ACTS.join(', ')}.`]);
}

function parsed(text: string): Record<string, unknown> {
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch {
    throw refused('it is no JSON');
  }
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) throw refused('it is no object');
  return plan as Record<string, unknown>;
}

function refused(why: string) {
  return sqlError(50_000, [`The plan cannot be used: ${why}.`]);
}
