import { LabelName, Status, type TestResult } from 'allure-js-commons';
import { isAdvice, verdictSchema } from '../../specs/findings/finding.js';
import { LEVELS } from '../../specs/rules/rule.js';
import { withoutMachinePaths, type MachinePaths } from '../../harness/history/machine-paths.js';
import { RULE_LABEL } from './rule-metadata.js';
import { ADVICE_PREFIX } from './categories.js';
import { statusOf } from './status.js';
import type { LifecycleListener } from 'allure-js-commons/sdk/reporter';

/** The parameter in which a result says why advice was not followed. */
export const ADVICE_PARAMETER = 'advice';

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
      const level = LEVELS.find((each) => hasTag(result, each)) ?? 'MUST';
      // Without a verdict its spec left none: what vitest says of it stands, unless nothing depends on it.
      const broken = result.status === Status.BROKEN || result.status === Status.FAILED;
      if (verdict.success) result.status = statusOf(verdict.data, level);
      else if (broken && isAdvice({ level })) result.status = statusOf('inconclusive', level);
      // The place in the kit from which it was thrown says nothing about the target.
      const { message: thrown } = result.statusDetails;
      // Nothing is thrown for advice, and why it was not followed is told all the same.
      const message = parameter(ADVICE_PARAMETER) ?? thrown;
      const prefix = result.status === Status.SKIPPED && isAdvice({ level }) ? ADVICE_PREFIX : '';
      result.statusDetails =
        message === undefined ? {} : { message: withoutMachinePaths(prefix + message, paths) };
    },
  };
}

/** As a label has it: any text. */
const TAG: string = LabelName.TAG;

function hasTag(result: TestResult, tag: string): boolean {
  return result.labels.some(({ name, value }) => name === TAG && value === tag);
}
