import { describe, expect, it } from 'vitest';
import type { Departure } from '../../../specs/faults/departure.js';
import type { Judgement } from '../../../specs/findings/finding.js';
import { handMade } from '../../../specs/findings/hand-made.js';
import type { History } from '../../history/history.js';
import { outcomeOf, type FaultOutcome } from './outcome.js';
import type { Judged } from './run-case.js';

const { events } = handMade().close('NOERROR');
const history = { events } as unknown as History;
const departure: Departure = {
  reason: /^meant$/,
  observed: /^NOERROR$/,
  decidedBy: { kind: 'call', method: 'Close' },
  reaches: { rules: ['CLOSE-02'], because: 'they are near' },
};

function judged(rule: string, verdict: Judgement['verdict'], reason = 'meant', id = 'one'): Judged {
  return { rule, case: id, judgement: { verdict, reason, observed: 'NOERROR', decidedBy: [1] }, history };
}

function outcome(...all: Judged[]): FaultOutcome {
  return outcomeOf({ id: 'CLOSE-01.a', description: '' }, 'CLOSE-01', departure, all, 1);
}

describe('what became of a fault', () => {
  it('it is caught for its reason when every case of its rule that failed names the departure', () => {
    expect(outcome(judged('CLOSE-01', 'pass'), judged('CLOSE-01', 'fail', 'meant', 'two'))).toMatchObject({
      caughtBy: ['CLOSE-01'],
      caughtForTheReason: true,
      unexpected: [],
      evidence: { case: 'two', reason: 'meant', observed: 'NOERROR' },
    });
  });

  it('it is not when one of them failed for another, and that one is shown', () => {
    const two = [judged('CLOSE-01', 'fail'), judged('CLOSE-01', 'fail', 'a crash', 'two')];
    expect(outcome(...two)).toMatchObject({ caughtForTheReason: false, evidence: { case: 'two' } });
  });

  it('it is not when its rule passed, whatever others say', () => {
    const others = outcome(judged('CLOSE-01', 'pass'), judged('CLOSE-02', 'fail'));
    expect(others).toMatchObject({ caughtBy: ['CLOSE-02'], caughtForTheReason: false, evidence: null });
  });

  it('a rule that it ought not to reach is unexpected; one that it may reach is not', () => {
    const three = ['CLOSE-01', 'CLOSE-02', 'CLOSE-03'].map((rule) => judged(rule, 'fail'));
    expect(outcome(...three)).toMatchObject({
      caughtBy: ['CLOSE-01', 'CLOSE-02', 'CLOSE-03'],
      unexpected: ['CLOSE-03'],
    });
  });

  it('where the kit failed that is told, even beside a case of the rule that failed', () => {
    const lost = { events: handMade().kitFault().events } as unknown as History;
    const failed = (rule: string): Judged => ({ ...judged(rule, 'inconclusive', '', 'two'), history: lost });
    const some = outcome(judged('CLOSE-01', 'fail'), failed('CLOSE-01'), failed('CLOSE-04'));
    expect(some).toMatchObject({
      caughtBy: ['CLOSE-01'],
      inconclusive: ['CLOSE-04'],
      kitFailed: ['CLOSE-01', 'CLOSE-04'],
    });
  });

  it('what could not be observed is no catch', () => {
    const some = outcome(judged('CLOSE-01', 'fail'), judged('CLOSE-04', 'inconclusive'));
    expect(some).toMatchObject({ caughtBy: ['CLOSE-01'], inconclusive: ['CLOSE-04'], kitFailed: [] });
  });
});
