import type { CallEvent, EventOf } from '../../harness/history/history.js';
import { calls, CLIENT_DEVICE, CLIENT_SET, ofKind, type Events } from './evidence.js';

/** What judges of a vendor's client read in a history. */

/** One time that the program was started, in the processes that recorded for it. */
export interface ProgramRun {
  readonly program: EventOf<'program'>;
  /** Null: it had not ended when the case was over. */
  readonly end: EventOf<'process-end'> | null;
  readonly told: EventOf<'program-end'> | null;
  /** Calls at the client's end, in the order in which they began. */
  readonly calls: readonly CallEvent[];
}

/** Of a case in which the medium of one of several devices cannot be made, if the client calls it as most do. */
export const ONE_MISSING = 'one is missing';

const OF_CLIENT = new Set([CLIENT_SET, CLIENT_DEVICE]);

/** The times that the program was started in a case. Further processes of it are named after the first. */
export function programRuns(events: Events): ProgramRun[] {
  return ofKind(events, 'program').map((program) => {
    const { role } = program;
    const isIts = (each: { role: string }): boolean => each.role === role || each.role.startsWith(`${role}.`);
    return {
      program,
      end: ofKind(events, 'process-end').find((each) => each.role === role) ?? null,
      told: ofKind(events, 'program-end').find((each) => each.role === role) ?? null,
      calls: calls(events, {}).filter((call) => isIts(call) && OF_CLIENT.has(call.interface)),
    };
  });
}

/** The calls of one process on one of its sets and the devices of that; a process may have several sets. */
export interface SetCalls {
  readonly role: string;
  /** Null: the recording does not have the call that made it. */
  readonly made: CallEvent | null;
  readonly calls: readonly CallEvent[];
}

const MAKES = new Set(['Create', 'CreateEx', 'OpenInSecondary', 'OpenInSecondaryEx']);

/** The sets of a run, those of further processes too. */
export function setsOf({ calls: all }: Pick<ProgramRun, 'calls'>): SetCalls[] {
  const keys = [...new Set(all.map(keyOf))];
  return keys.map((key) => {
    const own = all.filter((call) => keyOf(call) === key);
    const [{ role } = { role: '' }] = own;
    return { role, made: own.find(({ method }) => MAKES.has(method)) ?? null, calls: own };
  });
}

/** Objects of a process's second set have a suffix: `set#2`, `device:x#2`. */
function keyOf({ role, object }: CallEvent): string {
  return `${role} ${/#(\d+)$/.exec(object)?.[1] ?? ''}`;
}

/** When the call had returned; for one that did not, never. */
export function endOfCall({ endNs }: CallEvent): number {
  return endNs ?? Infinity;
}
