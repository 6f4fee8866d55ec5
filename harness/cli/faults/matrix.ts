import type { Rule } from '../../../specs/rules/rule.js';
import type { Fault } from '../../targets/library.js';
import type { FaultOutcome } from './outcome.js';

export const MATRIX_SCHEMA = 'vdi-conformance/faults/1';

/** The kill matrix: which fault is caught by which rule. Part of the interface: it is printed as JSON. */
export interface Matrix {
  readonly schema: typeof MATRIX_SCHEMA;
  readonly faults: readonly FaultOutcome[];
  readonly total: number;
  /** Faults that their rule caught, for their reason. */
  readonly caught: number;
  /** MUST rules, of those whose faults were all run, without a fault that they alone catch (about the client: that is theirs). */
  readonly rulesWithoutOwnFault: readonly string[];
  readonly durationMs: number;
}

export function ruleOf(fault: Fault): string {
  return fault.id.split('.')[0] ?? '';
}

export function matrixOf(
  outcomes: readonly FaultOutcome[],
  all: readonly Fault[],
  rules: readonly Rule[],
  durationMs: number,
): Matrix {
  const run = new Set(outcomes.map(({ id }) => id));
  const complete = (rule: string): boolean =>
    all.filter((fault) => ruleOf(fault) === rule).every(({ id }) => run.has(id));
  // A client that goes wrong does so in the cases of other rules as well: there a fault has to be a rule's own, and no more.
  const alone = ({ id, subject }: Rule): boolean =>
    outcomes.some(
      ({ rule, caughtBy, caughtForTheReason }) =>
        caughtForTheReason && (subject === 'client' ? rule === id : caughtBy.join() === id),
    );
  return {
    schema: MATRIX_SCHEMA,
    faults: outcomes,
    total: outcomes.length,
    caught: outcomes.filter(isRight).length,
    rulesWithoutOwnFault: rules
      .filter((rule) => rule.level === 'MUST' && complete(rule.id) && !alone(rule))
      .map(({ id }) => id),
    durationMs,
  };
}

/** Caught by its rule, for its reason, and by no rule that it ought not to reach. */
export function isRight(outcome: FaultOutcome): boolean {
  return outcome.caughtForTheReason && outcome.unexpected.length === 0;
}

export function isComplete({ faults, total, caught, rulesWithoutOwnFault }: Matrix): boolean {
  return (
    caught === total &&
    rulesWithoutOwnFault.length === 0 &&
    faults.every(({ kitFailed }) => kitFailed.length === 0)
  );
}

/** Whether a matrix that is not complete may be so because the kit or its machine failed, and for no other reason. */
export function onlyKitFailed({ faults }: Matrix): boolean {
  const failed = faults.filter(({ kitFailed }) => kitFailed.length > 0);
  const notCaught = faults.filter((outcome) => !isRight(outcome));
  return (
    failed.length > 0 &&
    notCaught.every(
      ({ rule, kitFailed, evidence, unexpected }) =>
        kitFailed.includes(rule) && evidence === null && unexpected.length === 0,
    )
  );
}
