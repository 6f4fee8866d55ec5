import type { CallEvent, EventOf, HistoryEvent } from '../../harness/history/history.js';
import type { ContradictionId } from '../rules/contradictions.js';
import type { FirstDeparture, Judgement } from './finding.js';

/** Reading one case's events. Pure; order of events is order of time. */
export type Events = readonly HistoryEvent[];

export function ofKind<K extends HistoryEvent['kind']>(events: Events, kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind);
}

export interface CallPattern {
  readonly role?: string;
  readonly object?: string;
  readonly method?: string;
  readonly interface?: string;
}

/** The calls that match, in order of time. */
export function calls(events: Events, pattern: CallPattern): CallEvent[] {
  return ofKind(events, 'call').filter(
    (call) =>
      (pattern.role === undefined || call.role === pattern.role) &&
      (pattern.object === undefined || call.object === pattern.object) &&
      (pattern.method === undefined || call.method === pattern.method) &&
      (pattern.interface === undefined || call.interface === pattern.interface),
  );
}

export const SERVER_SET = 'IServerVirtualDeviceSet2';
export const SERVER_DEVICE = 'IServerVirtualDevice';
export const CLIENT_SET = 'IClientVirtualDeviceSet2';
export const CLIENT_DEVICE = 'IClientVirtualDevice';

/** The call under judgement: the first Close of the server's first set. */
export function theClose(events: Events): CallEvent | undefined {
  return calls(events, { role: 'server', object: 'set', method: 'Close' })[0];
}

/** The HRESULT's name, or why there is none, for a reader. */
export function answerOf(call: CallEvent): string {
  switch (call.outcome.how) {
    case 'returned':
      return call.outcome.name;
    case 'value':
      return String(call.outcome.value);
    case 'process-ended':
      return 'no answer: the process ended';
    case 'no-answer':
      return `no answer within ${call.outcome.afterMs} ms`;
  }
}

export function answered(call: CallEvent | undefined, name: string): boolean {
  return call?.outcome.how === 'returned' && call.outcome.name === name;
}

/** Returned an HRESULT whose severity bit is set. */
export function refused(call: CallEvent): boolean {
  return call.outcome.how === 'returned' && call.outcome.code >= 0x8000_0000;
}

/** Returned an HRESULT that is a success, NOERROR or another. */
export function succeeded(call: CallEvent): boolean {
  return call.outcome.how === 'returned' && call.outcome.code < 0x8000_0000;
}

/** Commands that the server sent and the library took, by number. */
export function sentCommands(events: Events): Map<number, CallEvent> {
  const sent = calls(events, { role: 'server', method: 'SendCommand' }).filter(succeeded);
  return new Map(sent.map((call) => [Number(call.args['command']), call]));
}

export const ERROR_OPERATION_ABORTED = 995;

/** `event(s)` as ordinals, for `decidedBy`. */
function ordinals(events: readonly (HistoryEvent | undefined)[]): number[] {
  return events.filter((event) => event !== undefined).map((event) => event.n);
}

type Decisive = readonly (HistoryEvent | undefined)[];

export function pass(reason: string, decidedBy: Decisive): Judgement {
  return { verdict: 'pass', reason, decidedBy: ordinals(decidedBy) };
}

/**
 * The target did what one place of the documents says and another denies, and the reading that is certified accepts either.
 */
export function documentsDisagree(
  reason: string,
  contradiction: ContradictionId,
  decidedBy: Decisive,
): Judgement {
  return { verdict: 'documents-disagree', reason, contradiction, decidedBy: ordinals(decidedBy) };
}

/**
 * @param facts with the first departure, where there is a single moment that was it; and the contradiction, where the target did
 * what a place says that the certified reading does not follow.
 */
export function fail(
  reason: string,
  facts: {
    expected: string;
    observed: string;
    departure?: FirstDeparture;
    contradiction?: ContradictionId | undefined;
  },
  decidedBy: Decisive,
): Judgement {
  const { contradiction, ...rest } = facts;
  return {
    verdict: 'fail',
    reason,
    ...rest,
    ...(contradiction === undefined ? {} : { contradiction }),
    decidedBy: ordinals(decidedBy),
  };
}

export function inconclusive(reason: string, decidedBy: Decisive = []): Judgement {
  return { verdict: 'inconclusive', reason, decidedBy: ordinals(decidedBy) };
}
