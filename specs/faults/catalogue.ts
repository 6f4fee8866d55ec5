import type { Departure } from './departure.js';
export function departureOf(_id: string): Departure {
  return { reason: /./, observed: /./, decidedBy: { kind: 'call' } };
}
