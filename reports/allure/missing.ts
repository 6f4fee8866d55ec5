import { Stage, Status } from 'allure-js-commons';
import { createDefaultWriter, ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import { ruleDescription, ruleLabels, ruleLinks } from './rule-metadata.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument } from '../json/run-document.js';

/**
 * Gives Allure the rules whose spec never came to run (it could not be loaded, its worker died): vitest has no
 * test for them, and without this the report would show fewer rules than were asked for, all of them green.
 */
export function writeAllureMissing(document: RunDocument, rules: readonly Rule[], resultsDir: string): void {
  const runtime = new ReporterRuntime({ writer: createDefaultWriter({ resultsDir }) });
  for (const finding of document.findings) {
    const rule = rules.find(({ id }) => id === finding.rule);
    if (rule === undefined || finding.history !== null) continue;
    const test = runtime.startTest({
      name: `${rule.id} ${rule.title}`,
      fullName: rule.id,
      stage: Stage.FINISHED,
      status: Status.BROKEN,
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
