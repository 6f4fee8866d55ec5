import { LabelName, type TestResult } from 'allure-js-commons';
import { verdictSchema } from '../../specs/findings/finding.js';
import { withoutMachinePaths, type MachinePaths } from '../machine-paths.js';
import { RULE_LABEL } from './rule-metadata.js';
import { STATUS } from './case-steps.js';
import type { LifecycleListener } from 'allure-js-commons/sdk/reporter';

/**
 * What Allure adds by itself and says nothing about the target: the machine's name, the kit's threads, where the
 * kit is installed (`package` is its path), and an identity made of that path.
 */
const OF_THE_MACHINE: ReadonlySet<string> = new Set<string>([
  LabelName.HOST,
  LabelName.THREAD,
  LabelName.PACKAGE,
  '_fallbackTestCaseId',
]);

/**
 * The last hand on each result before it is written. A result is known by its rule and target, wherever and by
 * whomever it was made. The status follows the verdict: Allure's own guess looks for the word "assert" in what
 * was thrown. Nothing of the machine stays.
 */
export function resultListener(paths: MachinePaths): LifecycleListener {
  return {
    beforeTestResultWrite(result: TestResult): void {
      const rule = result.labels.find((label) => label.name === RULE_LABEL)?.value ?? '';
      const parameter = (name: string): string | undefined =>
        result.parameters.find((each) => each.name === name)?.value;
      result.labels = result.labels.filter((label) => !OF_THE_MACHINE.has(label.name));
      result.fullName = rule;
      result.testCaseId = rule;
      result.historyId = `${rule}:${parameter('target') ?? ''}`;
      delete result.titlePath;

      const verdict = verdictSchema.safeParse(parameter('verdict'));
      if (verdict.success) result.status = STATUS[verdict.data];
      // The place in the kit from which it was thrown says nothing about the target.
      const { message } = result.statusDetails;
      result.statusDetails = message === undefined ? {} : { message: withoutMachinePaths(message, paths) };
    },
  };
}
