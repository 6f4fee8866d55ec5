import { namesDeparture, type Departure } from '../../../specs/faults/departure.js';
import { kitFailed, type Judged } from './run-case.js';

/**
 * Whether a short limit, not the target, may be the cause of what was judged: it is asked again with the limits of a
 * certification then. What a fault is expected to show is not: a hang is one after a second as well.
 * @param own the rule that the fault belongs to.
 */
export function isDoubtful(each: Judged, own: string, departure: Departure): boolean {
  const { rule, judgement, history } = each;
  if (judgement.verdict === 'inconclusive') return kitFailed(each);
  if (judgement.verdict !== 'fail' || !limitWasOver(each)) return false;
  if (rule === own) return !namesDeparture(departure, judgement, history);
  return departure.reaches?.rules.includes(rule) !== true;
}

/** Did a limit decide, or keep something from being seen? Short ones may on a machine that is busy. */
function limitWasOver({ history }: Judged): boolean {
  return history.events.some(
    (event) => event.kind === 'limit' || (event.kind === 'call' && event.outcome.how === 'no-answer'),
  );
}
