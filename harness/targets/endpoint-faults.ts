import { ENDPOINT_FAULTS } from '../reference/sql/faults/catalogue.js';
import type { Fault } from './library.js';

/** What the reference SQL endpoint can be told to do wrong, rule by rule. */
export function endpointFaults(): readonly Fault[] {
  return ENDPOINT_FAULTS.map(({ id, description }) => ({ id, description }));
}

/** Whether a fault is the endpoint's own, not the library's. */
export function isOfEndpoint(fault: string | null): boolean {
  return ENDPOINT_FAULTS.some(({ id }) => id === fault);
}
