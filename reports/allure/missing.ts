import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Stage } from 'allure-js-commons';
import { createDefaultWriter, ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import { isAllureResult, ruleOfResult } from './rule-of-result.js';
import { statusOf } from './status.js';
import { ruleDescription, ruleLabels, ruleLinks } from './rule-metadata.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument } from '../json/run-document.js';

/**
 * Gives Allure the rules whose spec never came to run (it could not be loaded, its worker died): vitest has no
 * test for them, and without this the report would show fewer rules than were asked for, all of them green.
 */
export function writeAllureMissing(document: RunDocument, rules: readonly Rule[], resultsDir: string): void {
  const present = rulesWithResult(resultsDir);
  const runtime = new ReporterRuntime({ writer: createDefaultWriter({ resultsDir }) });
  for (const finding of document.findings) {
    const rule = rules.find(({ id }) => id === finding.rule);
    if (rule === undefined || present.has(rule.id)) continue;
    const test = runtime.startTest({
      name: `${rule.id} ${rule.title}`,
      fullName: rule.id,
      testCaseId: rule.id,
      historyId: `${rule.id}:${document.target.name}`,
      stage: Stage.FINISHED,
      status: statusOf('inconclusive', rule.level),
      statusDetails: { message: `inconclusive: ${finding.reason}` },
      description: ruleDescription(rule),
      labels: ruleLabels(rule),
      links: ruleLinks(rule),
      parameters: [{ name: 'target', value: document.target.name }],
    });
    runtime.stopTest(test, { duration: 0 });
    runtime.writeTest(test);
  }
}

function rulesWithResult(resultsDir: string): ReadonlySet<string | undefined> {
  return new Set(
    readdirSync(resultsDir)
      .filter(isAllureResult)
      .map((name) => ruleOfResult(path.join(resultsDir, name))),
  );
}
