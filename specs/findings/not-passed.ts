import { AssertionError } from 'node:assert';
import type { Rule } from '../rules/rule.js';
import { isAdvice, type Finding, type FirstDeparture } from './finding.js';

/**
 * What a spec throws when its rule did not pass. A fail is an AssertionError to every reporter (Allure:
 * failed); what was not concluded is an ordinary error (Allure: broken), so that the two are told apart.
 */
export class NotPassed extends Error {
  constructor(rule: Rule, finding: Finding) {
    super(explain(rule, finding));
    this.name = finding.verdict === 'fail' ? AssertionError.name : 'Inconclusive';
    // The place in the kit where this is thrown says nothing about the target.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Requirement, expected, observed, first departure, where documented: the same lines in every place that shows a fail. */
export function explain(rule: Rule, finding: Finding): string {
  const places = rule.restsOn.map(
    (at) => `${at.page}, ${at.section}, paragraph ${at.paragraph}, sentence ${at.sentence}`,
  );
  return [
    `${rule.id} ${finding.verdict}: ${finding.reason}`,
    ...(isAdvice(rule) ? ['  level:       SHOULD: advice, which stands in no way of conformance'] : []),
    `  requirement: ${rule.statement}`,
    ...(finding.expected === undefined ? [] : [`  expected:    ${finding.expected}`]),
    ...(finding.observed === undefined ? [] : [`  observed:    ${finding.observed}`]),
    ...departed(finding.departure),
    ...(places.length === 0 ? [] : [`  documented:  ${places.join('; ')}`]),
    `  evidence:    ${finding.history.path}, events ${finding.decidedBy.join(', ') || 'none'}`,
  ].join('\n');
}

/** The first departure, in lines under the finding's first. */
function departed(departure: FirstDeparture | undefined): string[] {
  if (departure === undefined) return [];
  const { event, did, should, written } = departure;
  return [`  departed:    event ${event}: ${did}`, `  should have: ${should} (${written})`];
}
