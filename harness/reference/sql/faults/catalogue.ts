import { ABORTS } from './aborts.js';
import { FAILURES } from './failures.js';
import type { EndpointFault } from './fault.js';
import { NORMAL_END } from './normal-end.js';
import { SETS } from './sets.js';

/** Everything that the endpoint can be told to do wrong, in the order of the ids. */
export const ENDPOINT_FAULTS: readonly EndpointFault[] = [
  ...NORMAL_END,
  ...ABORTS,
  ...FAILURES,
  ...SETS,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** @throws TypeError when there is none of this id: whoever starts the endpoint has looked before. */
export function endpointFault(id: string): EndpointFault {
  const fault = ENDPOINT_FAULTS.find((each) => each.id === id);
  if (fault === undefined) throw new TypeError(`the endpoint has no fault ${id}`);
  return fault;
}
