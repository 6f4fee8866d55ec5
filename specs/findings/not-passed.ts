import { AssertionError } from 'node:assert';
import type { Rule } from '../rules/rule.js';
import type { Finding } from './finding.js';

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

/** Requirement, expected, observed, where documented: the same four lines in every place that shows a fail. */
export function explain(rule: Rule, finding: Finding): string {
  const places = rule.restsOn.map(
    (at) => `${at.page}, ${at.section}, paragraph ${at.paragraph}, sentence ${at.sentence}`,
  );
  return [
    `${rule.id} ${finding.verdict}: ${finding.reason}`,
    `  requirement: ${rule.statement}`,
    ...(finding.expected === undefined ? [] : [`  expected:    ${finding.expected}`]),
    ...(finding.observed === undefined ? [] : [`  observed:    ${finding.observed}`]),
    `  documented:  ${places.join('; ')}`,
    `  evidence:    ${finding.history.path}, events ${finding.decidedBy.join(', ') || 'none'}`,
  ].join('\n');
}
