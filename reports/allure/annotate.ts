import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as allure from 'allure-js-commons';
import { afterEach, inject } from 'vitest';
import { historySchema, type History } from '../../harness/history/history.js';
import { RULES } from '../../specs/rules/catalogue.js';
import { describeCases } from './case-steps.js';
import { ruleDescription, ruleLabels, ruleLinks } from './rule-metadata.js';
import type { Finding } from '../../specs/findings/finding.js';
import type { Rule } from '../../specs/rules/rule.js';

/**
 * A setup file of vitest: after each spec it tells Allure what rule this was, what was found, and what happened,
 * from the finding that the spec left and the history that it wrote. A spec that left none is described by its
 * rule alone; Allure shows what it threw.
 */
afterEach(async ({ task }) => {
  const finding = task.meta.finding;
  const [id] = task.name.split(' ');
  const rule = RULES.find((each) => each.id === (finding?.rule ?? id));
  if (rule !== undefined) await describeRule(rule);
  await describeTarget(inject('vdi').connection.target);
  if (finding === undefined) return;
  const file = path.join(inject('vdi').out, finding.history.path);
  const history = historySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  await describeFinding(finding);
  await describeCases(finding, history);
  await allure.attachmentPath('history', file, { contentType: 'application/json', fileExtension: '.json' });
});

async function describeRule(rule: Rule): Promise<void> {
  await allure.displayName(`${rule.id} ${rule.title}`);
  await allure.description(ruleDescription(rule));
  await allure.links(...ruleLinks(rule));
  await allure.labels(...ruleLabels(rule));
}

async function describeTarget(target: History['target']): Promise<void> {
  await allure.parameter('target', target.name);
  if (target.fault !== null) await allure.parameter('fault', target.fault);
  await allure.parameter('library SHA-256', target.library.sha256, CHANGING);
}

async function describeFinding(finding: Finding): Promise<void> {
  await allure.parameter('verdict', finding.verdict, CHANGING);
  await allure.parameter('history SHA-256', finding.history.sha256, CHANGING);
  if (finding.verdict === 'documents-disagree') await allure.tag(finding.verdict);
}

/** Differs from run to run: no part of what makes a test the same test in the next one. */
const CHANGING = { excluded: true };
