import { readFileSync } from 'node:fs';
import type { TestResult } from 'allure-js-commons';
import { RULE_LABEL } from './rule-metadata.js';

/** Of the files in Allure's folder: the results of tests. */
export function isAllureResult(file: string): boolean {
  return file.endsWith('-result.json');
}

/** The rule that a result is of, by its label. */
export function ruleOfResult(file: string): string | undefined {
  const result = JSON.parse(readFileSync(file, 'utf8')) as TestResult;
  return result.labels.find((label) => label.name === RULE_LABEL)?.value;
}
