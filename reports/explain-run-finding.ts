import { explain } from '../specs/findings/explanation.js';
import type { Locale, Rule } from '../specs/rules/rule.js';
import type { RunFinding } from './json/run-document.js';

/** The finding in full, for people; of a rule whose spec left none there is only the reason. */
export function explainRunFinding(
  rule: Rule | undefined,
  finding: RunFinding,
  locale: Locale = 'en',
): string {
  const { history, scenario } = finding;
  if (rule === undefined || history === null || scenario === null) {
    return `${finding.rule} ${finding.verdict}: ${finding.reason}`;
  }
  return explain(rule, { ...finding, history, scenario }, locale);
}
