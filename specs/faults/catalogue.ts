import { CALLBACKS } from './callbacks.js';
import { CLIENT } from './client.js';
import type { Departure } from './departure.js';
import { ENGINE } from './engine.js';
import { ENDINGS } from './endings.js';
import { RESOURCES } from './resources.js';
import { RESULTS } from './results.js';
import { WRONG_CLIENTS } from './wrong-clients.js';

/** The evidence that each fault of the reference, and each wrong client, calls for, by the fault's id. */
export const DEPARTURES: Readonly<Record<string, Departure>> = {
  ...RESULTS,
  ...RESOURCES,
  ...CALLBACKS,
  ...ENDINGS,
  ...CLIENT,
  ...ENGINE,
  ...WRONG_CLIENTS,
};

/** @throws Error for a fault of which nothing is said: it could not be told for what reason it is caught. */
export function departureOf(fault: string): Departure {
  const departure = DEPARTURES[fault];
  if (departure === undefined) throw new Error(`specs/faults says nothing of the fault ${fault}`);
  return departure;
}
