import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as allure from 'allure-js-commons';
import { afterEach, inject } from 'vitest';
import { historySchema, type History } from '../../harness/history/history.js';
import { ruleById } from '../../specs/rules/catalogue.js';
import { describeCases } from './case-steps.js';
import { ruleDescription, ruleLabels, ruleLinks } from './rule-metadata.js';
import type { Finding } from '../../specs/findings/finding.js';
import type { Rule } from '../../specs/rules/rule.js';

/**
 * A setup file of vitest: after each spec it tells Allure what rule this was, what was found, and what happened,
 * from the finding that the spec left and the history that it wrote. Of a spec that left none nothing is
 * said here: that rule is added when the run is over.
 */
afterEach(async ({ task }) => {
  const finding = task.meta.finding;
  if (finding === undefined) return;
  const file = path.join(inject('vdi').out, finding.history.path);
  const history = historySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  await describeRule(ruleById(finding.rule));
  await describeFinding(finding, history);
  await describeCases(finding, history);
  await allure.attachmentPath('history', file, { contentType: 'application/json', fileExtension: '.json' });
});

async function describeRule(rule: Rule): Promise<void> {
  await allure.description(ruleDescription(rule));
  await allure.links(...ruleLinks(rule));
  await allure.labels(...ruleLabels(rule));
}

async function describeFinding(finding: Finding, history: History): Promise<void> {
  const { target } = history;
  await allure.parameter('target', target.name);
  if (target.fault !== null) await allure.parameter('fault', target.fault);
  // What differs from run to run is no part of what makes a test the same test in the next one.
  await allure.parameter('verdict', finding.verdict, { excluded: true });
  await allure.parameter('library SHA-256', target.library.sha256, { excluded: true });
  await allure.parameter('history SHA-256', finding.history.sha256, { excluded: true });
  if (finding.verdict === 'documents-disagree') await allure.tag(finding.verdict);
}
