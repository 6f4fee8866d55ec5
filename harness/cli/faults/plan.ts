import type { ScenarioCase } from '../../../specs/scenario.js';
import type { RuleCheck } from './checks.js';

/** A case that is run once, and the checks that judge what happened. */
export interface PlannedCase {
  readonly scenario: string;
  readonly definition: ScenarioCase;
  readonly judgedBy: readonly RuleCheck[];
}

/**
 * What is run against a fault: every case of its own rule, and of each other rule the first, which stands for
 * the rest; `thorough`: every case of all. A case that several rules share is run once.
 */
export function plan(checks: readonly RuleCheck[], own: string, thorough: boolean): PlannedCase[] {
  const planned = new Map<string, PlannedCase>();
  // Its own rule first: hangs are there, and the rest is run while they are waited for.
  const ordered = [...checks].sort((a, b) => Number(b.rule === own) - Number(a.rule === own));
  for (const check of ordered) {
    const { id, cases } = check.scenario;
    const selected = thorough || check.rule === own ? cases : cases.slice(0, 1);
    for (const definition of selected) {
      // Cases of one scenario with one id and the same parameters have the same script.
      const key = JSON.stringify([id, definition.id, definition.parameters]);
      const judgedBy = [...(planned.get(key)?.judgedBy ?? []), check];
      planned.set(key, { scenario: id, definition, judgedBy });
    }
  }
  return [...planned.values()];
}
