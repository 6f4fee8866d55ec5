import { Status } from 'allure-js-commons';
import { isAdvice, type Verdict } from '../../specs/findings/finding.js';
import type { Level } from '../../specs/rules/rule.js';

const STATUS: Readonly<Record<Verdict, Status>> = {
  pass: Status.PASSED,
  'documents-disagree': Status.PASSED,
  'not-applicable': Status.SKIPPED,
  inconclusive: Status.BROKEN,
  fail: Status.FAILED,
};

/**
 * How Allure shows a verdict: failed is the target's, broken is what was not concluded. Advice that was not followed, or not
 * concluded, is skipped: Allure has no other word for what is told and fails nothing.
 */
export function statusOf(verdict: Verdict, level: Level): Status {
  const status = STATUS[verdict];
  return isAdvice({ level }) && status !== Status.PASSED ? Status.SKIPPED : status;
}
