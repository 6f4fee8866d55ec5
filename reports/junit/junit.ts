import { explainRunFinding } from '../explain-run-finding.js';
import { isAdvice } from '../../specs/findings/finding.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';

/**
 * The run as JUnit XML, a test case per rule. vitest's own reporter is not used: it writes the machine's host
 * name, calls what was not concluded a failure, and knows nothing of rules whose spec left no finding.
 *
 * fail: `failure`; inconclusive, and every problem of the kit: `error`; not-applicable: `skipped` with its
 * reason; documents-disagree: passed, with the reason as output. Rules of the level SHOULD are a suite of their own, in which
 * nothing fails: what was not followed or not concluded is `skipped`, which CI shows by name.
 */
export function junitXml(document: RunDocument, rules: readonly Rule[]): string {
  const suite = `vdi-conformance.${document.target.name}.${document.subject}`;
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const demanded = document.findings.filter((finding) => !isAdvice(finding));
  const advice = document.findings.filter(isAdvice);
  const ofRules = (of: string, findings: readonly RunFinding[]): string[] =>
    findings.map((finding) => ruleCase(of, finding, byId.get(finding.rule)));
  const problems = document.problems.map((problem) =>
    testCase(suite, `the kit: ${problem.where}`, 0, element('error', problem.message, problem.message)),
  );
  const properties = document.view === undefined ? [] : [property('view', document.view)];
  const counts = {
    tests: demanded.length + problems.length,
    failures: count(demanded, 'fail'),
    errors: count(demanded, 'inconclusive') + problems.length,
    skipped: count(demanded, 'not-applicable'),
  };
  const ofAdvice = {
    tests: advice.length,
    failures: 0,
    errors: 0,
    skipped: count(advice, 'fail', 'inconclusive', 'not-applicable'),
  };
  const all = {
    ...counts,
    tests: counts.tests + ofAdvice.tests,
    skipped: counts.skipped + ofAdvice.skipped,
    time: seconds(document.durationMs),
  };
  const head = (name: string): Record<string, string> => ({ name, timestamp: document.startedAt });
  const apart = `${suite}.advice`;
  const time = seconds(advice.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'vdi-conformance', ...all })}>`,
    `  <testsuite${attributes({ ...head(suite), ...counts, time: all.time })}>`,
    ...properties,
    ...ofRules(suite, demanded),
    ...problems,
    '  </testsuite>',
    ...(advice.length === 0
      ? []
      : [
          `  <testsuite${attributes({ ...head(apart), ...ofAdvice, time })}>`,
          ...properties,
          ...ofRules(apart, advice),
          '  </testsuite>',
        ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function property(name: string, value: string): string {
  return `    <properties><property${attributes({ name, value })}/></properties>`;
}

function count(findings: readonly RunFinding[], ...verdicts: RunFinding['verdict'][]): number {
  return findings.filter(({ verdict }) => verdicts.includes(verdict)).length;
}

function ruleCase(suite: string, finding: RunFinding, rule: Rule | undefined): string {
  const name = rule === undefined ? finding.rule : `${rule.id} ${rule.title}`;
  return testCase(suite, name, finding.durationMs, outcome(finding, explainRunFinding(rule, finding)));
}

function outcome(finding: RunFinding, text: string): string {
  if (isAdvice(finding) && (finding.verdict === 'fail' || finding.verdict === 'inconclusive')) {
    const message = `${ADVICE[finding.verdict]}: ${finding.reason}`;
    return `      <skipped${attributes({ message })}/>\n      <system-out>${escape(text)}</system-out>`;
  }
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

const ADVICE = { fail: 'advice not followed', inconclusive: 'advice not looked at' } as const;

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
