import { describe, expect, it } from 'vitest';
import type { History } from '../../harness/history/history.js';
import type { Judgement } from '../findings/finding.js';
import { handMade } from '../findings/hand-made.js';
import { namesDeparture, type Departure } from './departure.js';
import { CODE_GONE, crashedIn } from './evidence.js';

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

describe('the words of a crash', () => {
  const violation = 'it ended with exit code 0xc0000005 (access violation)';
  const places = [
    '',
    ' at vdi_faulty.dll+0x1a2b, writing 0x0',
    ' at vdi_faulty.dll+0x1a2b (unloaded), executing it',
    ' at 0x7ff81a2b, in no module, executing it',
  ];

  it.each(places)('are those of either system, with and without the place: %s', (place) => {
    const { observed } = crashedIn('Close');
    const during = ' during IServerVirtualDeviceSet2::Close';
    expect(`it ended with SIGSEGV${during}`).toMatch(observed);
    expect(`${violation}${place}${during}`).toMatch(observed);
    expect(`${violation}${place} during IServerVirtualDeviceSet2::Open`).not.toMatch(observed);
    expect(`${violation}${place}`).toMatch(CODE_GONE);
  });

  it('are not those of another end', () => {
    expect('it ended with exit code 3').not.toMatch(CODE_GONE);
    expect(`${violation} at vdi_faulty.dll, somewhere`).not.toMatch(CODE_GONE);
    expect('it ended with exit code 0xc000001d (illegal instruction) at a.dll+0x1').toMatch(CODE_GONE);
  });
});
