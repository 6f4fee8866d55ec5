import { ruleRows, ruleText } from '../../reports/terminal/rule-text.js';
import { pagesOf, publishedPage } from '../../reports/published-page.js';
import { selectRules } from './select-rules.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { Rule } from '../../specs/rules/rule.js';

/**
 * `vdi-conformance rules`: a row for each rule; with ids or globs, all about each; as JSON, the rules as data.
 * @throws UsageError for an id that matches nothing.
 */
export function printRules(
  rules: readonly Rule[],
  patterns: readonly string[],
  json: boolean,
  out: TextStream,
): void {
  const selected = selectRules(rules, patterns);
  if (json) {
    const data = selected.map((rule) => ({ ...rule, links: pagesOf(rule).map(publishedPage) }));
    out.write(`${JSON.stringify({ schema: 'vdi-conformance/rules/1', rules: data }, null, 2)}\n`);
  } else if (patterns.length === 0) {
    out.write(ruleRows(selected));
  } else {
    out.write(selected.map((rule) => ruleText(rule, out)).join('\n'));
  }
}
