import type { CallEvent } from '../../harness/history/history.js';
import { nameOf, type Statement } from './engine.js';
import { answered, answerOf, CLIENT_DEVICE, calls, fail, inconclusive, type Events } from './evidence.js';
import type { Judgement } from './finding.js';

/** The last GetCommand of each device of a role. */
export function lastCommands(events: Events, role = 'client'): CallEvent[] {
  const all = calls(events, { role, interface: CLIENT_DEVICE, method: 'GetCommand' });
  return [...new Map(all.map((call) => [call.object, call])).values()];
}

/** Told that the set has ended: as an abort, or as a close. */
export function toldOfEnd(call: CallEvent): boolean {
  return answered(call, 'VD_E_ABORT') || answered(call, 'VD_E_CLOSE');
}

/**
 * Was the client told on every device that the set has ended? As an abort or as a close: which of them, the documents leave to
 * the server where it ends a set that went wrong. Null: it was.
 */
export function judgeTold(events: Events, statement: Statement, devices: number): Judgement | null {
  const ends = lastCommands(events);
  if (ends.length < devices) return inconclusive('the client did not ask every device', [statement]);
  const other = ends.find((call) => !toldOfEnd(call));
  if (!other) return null;
  return fail(
    `the client was not told on ${other.object} that ${nameOf(statement)} had ended`,
    { expected: 'GetCommand answers VD_E_ABORT or VD_E_CLOSE', observed: answerOf(other) },
    [statement, other],
  );
}
