import type { HistoryEvent } from '../../harness/history/history.js';
import type { FirstDeparture } from './finding.js';

/** Where it is written what a client has to do: pages of the reference, and of the specification of 2005 by their ids. */
export const WRITTEN = {
  close: 'IServerVirtualDeviceSet2::Close, Remarks',
  normalEnd: 'VDI specification of 2005, page 34tq',
  abort: 'VDI specification of 2005, page 50oe',
  states: 'VDI specification of 2005, page 7tyr (the client’s states)',
  completing: 'IClientVirtualDevice::CompleteCommand, Remarks',
  clientClose: 'IClientVirtualDeviceSet2::Close, Remarks',
} as const;

/** What a finding says of the first moment at which the client did something else; nothing where no event tells of that. */
export function departed(
  at: HistoryEvent | null | undefined,
  did: string,
  should: string,
  written: (typeof WRITTEN)[keyof typeof WRITTEN],
): { readonly departure?: FirstDeparture } {
  return at == null ? {} : { departure: { event: at.n, did, should, written } };
}
