import type { RunFinding } from '../../../reports/json/run-document.js';
import type { Rule } from '../../../specs/rules/rule.js';

/** Of a rule that was asked for and left no finding: inconclusive, with why. */
export function missingFinding({ id, level }: Pick<Rule, 'id' | 'level'>, reason: string): RunFinding {
  return {
    rule: id,
    level,
    verdict: 'inconclusive',
    reason,
    decidedBy: [],
    scenario: null,
    history: null,
    cases: [],
    durationMs: 0,
  };
}
