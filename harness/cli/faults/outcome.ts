import { namesDeparture, type Departure } from '../../../specs/faults/departure.js';
import type { Fault } from '../../targets/library.js';
import { kitFailed, type Judged } from './run-case.js';

/** What became of one fault: a row of the matrix. Part of the interface: it is printed as JSON. */
export interface FaultOutcome {
  readonly id: string;
  readonly rule: string;
  readonly description: string;
  /** Rules whose verdict is fail. */
  readonly caughtBy: readonly string[];
  /** Its own rule failed, in every case that failed with the evidence that the fault calls for. */
  readonly caughtForTheReason: boolean;
  /** Rules that failed although the fault's effects ought not to reach them. */
  readonly unexpected: readonly string[];
  /** Rules that the fault may break besides its own, and why. */
  readonly reaches: readonly string[];
  readonly reachesBecause: string | null;
  /** Rules that could not be observed. */
  readonly inconclusive: readonly string[];
  /** Those of them of which nothing is known because the kit or its machine failed: not what a fault may cause. */
  readonly kitFailed: readonly string[];
  /** What its own rule's finding says; null: it did not fail. */
  readonly evidence: {
    readonly case: string;
    readonly reason: string;
    readonly observed: string | null;
  } | null;
  readonly durationMs: number;
}

export function outcomeOf(
  fault: Fault,
  own: string,
  departure: Departure,
  judged: readonly Judged[],
  durationMs: number,
): FaultOutcome {
  const rules = [...new Set(judged.map(({ rule }) => rule))].sort();
  const of = (rule: string, verdict: string): Judged[] =>
    judged.filter((each) => each.rule === rule && each.judgement.verdict === verdict);
  const caughtBy = rules.filter((rule) => of(rule, 'fail').length > 0);
  const reaches = departure.reaches?.rules ?? [];
  const inOwn = of(own, 'fail');
  const otherwise = inOwn.find(({ judgement, history }) => !namesDeparture(departure, judgement, history));
  // What is not as it should be is what somebody wants to see.
  const shown = otherwise ?? inOwn[0];
  return {
    id: fault.id,
    rule: own,
    description: fault.description,
    caughtBy,
    caughtForTheReason: inOwn.length > 0 && otherwise === undefined,
    unexpected: caughtBy.filter((rule) => rule !== own && !reaches.includes(rule)),
    reaches,
    reachesBecause: departure.reaches?.because ?? null,
    inconclusive: rules.filter((rule) => !caughtBy.includes(rule) && of(rule, 'inconclusive').length > 0),
    kitFailed: rules.filter((rule) => of(rule, 'inconclusive').some(kitFailed)),
    evidence:
      shown === undefined
        ? null
        : {
            case: shown.case,
            reason: shown.judgement.reason,
            observed: shown.judgement.observed ?? null,
          },
    durationMs,
  };
}
