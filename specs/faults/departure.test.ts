import { describe, expect, it } from 'vitest';
import type { History } from '../../harness/history/history.js';
import type { Judgement } from '../findings/finding.js';
import { handMade } from '../findings/hand-made.js';
import { namesDeparture, type Departure } from './departure.js';

const { events } = handMade().close('NOERROR').call('client', 'set', 'Close', 'NOERROR');
const history = { events } as unknown as History;
const departure: Departure = {
  reason: /^Close did not/,
  observed: /^NOERROR$/,
  decidedBy: { kind: 'call', role: 'server', method: 'Close' },
};
const named: Judgement = {
  verdict: 'fail',
  reason: 'Close did not answer VD_E_PROTOCOL',
  observed: 'NOERROR',
  decidedBy: [1],
};

describe('a judgement names the departure', () => {
  it('when its reason, what was observed and an event that decided are the fault’s', () => {
    expect(namesDeparture(departure, named, history)).toBe(true);
  });

  it.each([
    ['it is no fail', { verdict: 'inconclusive' }],
    ['the reason is another', { reason: 'the server’s process ended' }],
    ['something else was observed', { observed: 'VD_E_ABORT' }],
    ['nothing was observed', { observed: undefined }],
    ['another event decided', { decidedBy: [2] }],
  ] as const)('but not when %s', (_, fields) => {
    expect(namesDeparture(departure, { ...named, ...fields } as Judgement, history)).toBe(false);
  });
});
