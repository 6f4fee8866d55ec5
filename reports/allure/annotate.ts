import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as allure from 'allure-js-commons';
import { afterEach, inject } from 'vitest';
import { RULES } from '../../specs/rules/catalogue.js';
import { SHOWN_FROM_BOTH_ENDS } from '../timeline/both-ends.js';
import { ADVICE_PARAMETER } from './result-listener.js';
import { describeCases } from './case-steps.js';
import { ruleDescription, ruleLabels, ruleLinks } from './rule-metadata.js';
import type { History } from '../../harness/history/history.js';
import { isAdvice, type Finding } from '../../specs/findings/finding.js';
import { explain } from '../../specs/findings/explanation.js';
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
  // What it weighed when it was judged.
  const { level } = finding ?? rule ?? {};
  if (rule !== undefined) await describeRule(level === undefined ? rule : { ...rule, level });
  await describeTarget(inject('vdi').connection.target);
  if (finding === undefined) return;
  const file = path.join(inject('vdi').out, finding.history.path);
  // Not checked against the schema: the spec wrote it a moment ago, and megabytes of events take their time.
  const history = JSON.parse(await readFile(file, 'utf8')) as History;
  await describeFinding(finding, rule);
  const fromBothEnds = rule !== undefined && SHOWN_FROM_BOTH_ENDS.has(rule.subject);
  await describeCases(finding, history, fromBothEnds);
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

async function describeFinding(finding: Finding, rule: Rule | undefined): Promise<void> {
  await allure.parameter('verdict', finding.verdict, CHANGING);
  await allure.parameter('history SHA-256', finding.history.sha256, CHANGING);
  if (finding.view !== undefined) await allure.parameter('view', finding.view);
  if (isAdvice(finding) && (finding.verdict === 'fail' || finding.verdict === 'inconclusive')) {
    await allure.parameter(ADVICE_PARAMETER, `${finding.verdict}: ${finding.reason}`, CHANGING);
  }
  if (finding.verdict !== 'documents-disagree') return;
  await allure.tag(finding.verdict);
  // The spec passed and threw nothing that Allure could show.
  if (rule !== undefined)
    await allure.attachment('what the documents say', explain(rule, finding), 'text/plain');
}

/** Differs from run to run: no part of what makes a test the same test in the next one. */
const CHANGING = { excluded: true };
