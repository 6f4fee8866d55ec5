import { explainRunFinding } from '../explain-run-finding.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';

/**
 * The run as JUnit XML, a test case per rule. vitest's own reporter is not used: it writes the machine's host
 * name, calls what was not concluded a failure, and knows nothing of rules whose spec left no finding.
 *
 * fail: `failure`; inconclusive, and every problem of the kit: `error`; not-applicable: `skipped` with its
 * reason; documents-disagree: passed, with the reason as output.
 */
export function junitXml(document: RunDocument, rules: readonly Rule[]): string {
  const suite = `vdi-conformance.${document.target.name}.${document.subject}`;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const cases = [
    ...document.findings.map((finding) => ruleCase(suite, finding, byId.get(finding.rule))),
    ...document.problems.map((problem) =>
      testCase(suite, `the kit: ${problem.where}`, 0, element('error', problem.message, problem.message)),
    ),
  ];
  const counts = attributes({
    tests: cases.length,
    failures: count(document, 'fail'),
    errors: count(document, 'inconclusive') + document.problems.length,
    skipped: count(document, 'not-applicable'),
    time: seconds(document.durationMs),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'vdi-conformance' })}${counts}>`,
    `  <testsuite${attributes({ name: suite, timestamp: document.startedAt })}${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function count(document: RunDocument, verdict: RunFinding['verdict']): number {
  return document.findings.filter((finding) => finding.verdict === verdict).length;
}

function ruleCase(suite: string, finding: RunFinding, rule: Rule | undefined): string {
  const name = rule === undefined ? finding.rule : `${rule.id} ${rule.title}`;
  return testCase(suite, name, finding.durationMs, outcome(finding, explainRunFinding(rule, finding)));
}

function outcome(finding: RunFinding, text: string): string {
  switch (finding.verdict) {
    case 'fail':
      return element('failure', finding.reason, text);
    case 'inconclusive':
      return element('error', finding.reason, text);
    case 'not-applicable':
      return `      <skipped${attributes({ message: finding.reason })}/>`;
    case 'documents-disagree':
      return `      <system-out>${escape(text)}</system-out>`;
    case 'pass':
      return '';
  }
}

function testCase(suite: string, name: string, durationMs: number, content: string): string {
  const head = `    <testcase${attributes({ name, classname: suite, time: seconds(durationMs) })}`;
  return content === '' ? `${head}/>` : `${head}>\n${content}\n    </testcase>`;
}

function element(tag: string, message: string, text: string): string {
  return `      <${tag}${attributes({ message })}>${escape(text)}</${tag}>`;
}

function attributes(of: Record<string, string | number>): string {
  return Object.entries(of)
    .map(([name, value]) => ` ${name}="${escape(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** What XML 1.0 cannot hold at all becomes U+FFFD: a target's output may contain anything. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
