import { LabelName, type Label, type TestResult } from 'allure-js-commons';
import type { LifecycleListener } from 'allure-js-commons/sdk/reporter';
import { verdictSchema } from '../../specs/findings/finding.js';
import { STATUS } from './case-steps.js';

/** What Allure adds by itself and says nothing about the target: the machine's name, and threads of the kit. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set<string>([LabelName.HOST, LabelName.THREAD]);

/**
 * The last hand on each result before it is written. The status follows the verdict: Allure's own guess looks
 * for the word "assert" in what was thrown. Names of the machine go.
 */
export const resultListener: LifecycleListener = {
  beforeTestResultWrite(result: TestResult): void {
    result.labels = result.labels.filter((label: Label) => !OF_THE_MACHINE.has(label.name));
    const verdict = verdictSchema.safeParse(
      result.parameters.find((parameter) => parameter.name === 'verdict')?.value,
    );
    if (verdict.success) result.status = STATUS[verdict.data];
  },
};
