import { AssertionError } from 'node:assert';
import type { Rule } from '../rules/rule.js';
import { explain } from './explanation.js';
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
