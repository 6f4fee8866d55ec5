import { describe, expect, it } from 'vitest';
import type { Departure } from '../../../specs/faults/departure.js';
import { handMade, NO_ANSWER, type HandMade } from '../../../specs/findings/hand-made.js';
import type { Judgement } from '../../../specs/findings/finding.js';
import type { History } from '../../history/history.js';
import { isDoubtful } from './doubt.js';

const OWN = 'CLOSE-01';
const departure: Departure = {
  reason: /^meant$/,
  observed: /^seen$/,
  decidedBy: { kind: 'call', method: 'Close' },
  reaches: { rules: ['CLOSE-02'], because: 'they are near' },
};
const answered = handMade().close('NOERROR');
const hung = handMade().close(NO_ANSWER);
const waited = handMade().close('NOERROR').limit('server');

function doubtful(
  rule: string,
  verdict: Judgement['verdict'],
  { events }: HandMade,
  reason = 'meant',
): boolean {
  const judgement = { verdict, reason, observed: 'seen', decidedBy: [1] };
  const history = { events } as unknown as History;
  return isDoubtful({ rule, case: 'one', judgement, history }, OWN, departure);
}

describe('a judgement under short limits is doubtful', () => {
  it.each<[string, boolean, HandMade]>([
    ['no limit was over', false, answered],
    ['a call did not answer', true, hung],
    ['something was awaited too long', true, waited],
  ])('as a failure of a rule that ought not to be reached, when %s: %s', (_, expected, made) => {
    expect(doubtful('CLOSE-03', 'fail', made)).toBe(expected);
    expect(doubtful('CLOSE-02', 'fail', made)).toBe(false);
  });

  it('as a failure of the fault’s own rule when the limit, and not the departure, is its reason', () => {
    expect(doubtful(OWN, 'fail', hung)).toBe(false);
    expect(doubtful(OWN, 'fail', hung, 'Close did not return')).toBe(true);
    expect(doubtful(OWN, 'fail', answered, 'whim')).toBe(false);
  });

  it('when the kit failed; not when it passed, or could not be observed for another reason', () => {
    expect(doubtful('CLOSE-03', 'inconclusive', handMade().kitFault())).toBe(true);
    expect(doubtful('CLOSE-03', 'inconclusive', hung)).toBe(false);
    expect(doubtful('CLOSE-03', 'pass', hung)).toBe(false);
  });
});
