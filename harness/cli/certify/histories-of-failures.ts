import type { History } from '../../history/history.js';
import { SHOWN_FROM_BOTH_ENDS } from '../../../reports/timeline/both-ends.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { Rule } from '../../../specs/rules/rule.js';
import { historiesOf } from './read-history.js';

/**
 * The histories of failed rules of which the terminal shows both ends, by rule. One that cannot be read, or is none, is left out:
 * what was found stands without it.
 */
export async function historiesOfFailures(
  document: RunDocument,
  rules: readonly Rule[],
  out: string,
): Promise<ReadonlyMap<string, History>> {
  const shown = new Set(rules.filter(({ subject }) => SHOWN_FROM_BOTH_ENDS.has(subject)).map(({ id }) => id));
  const failed = document.findings.filter(({ rule, verdict }) => verdict === 'fail' && shown.has(rule));
  return historiesOf({ findings: failed }, out);
}
