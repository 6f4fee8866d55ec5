import { LabelName, type Label, type Link } from 'allure-js-commons';
import { pagesOf, publishedPage, sectionsOf } from '../published-page.js';
import { contradictionsOf, placeOf, type Contradiction } from '../../specs/rules/contradictions.js';
import type { Level, Rule } from '../../specs/rules/rule.js';

const SEVERITY: Readonly<Record<Level, string>> = {
  MUST: 'critical',
  SHOULD: 'normal',
  HAZARD: 'minor',
};

/** The label that holds the rule's id: by it a result is known. */
export const RULE_LABEL = 'rule';

/** Where a rule belongs: subject, page, section (the first that it rests on); and what it weighs. */
export function ruleLabels(rule: Rule): Label[] {
  return [
    { name: RULE_LABEL, value: rule.id },
    { name: LabelName.EPIC, value: rule.subject },
    // One place each: Allure counts a test in every group that it has a label for.
    ...pagesOf(rule)
      .slice(0, 1)
      .map((value) => ({ name: LabelName.FEATURE, value })),
    ...sectionsOf(rule)
      .slice(0, 1)
      .map((value) => ({ name: LabelName.STORY, value })),
    { name: LabelName.SEVERITY, value: SEVERITY[rule.level] },
    { name: LabelName.TAG, value: rule.level },
  ];
}

export function ruleLinks(rule: Rule): Link[] {
  return pagesOf(rule).map((page) => ({ name: page, url: publishedPage(page), type: 'documentation' }));
}

/** What a rule asks for and how that is looked at, in Markdown. */
export function ruleDescription(rule: Rule): string {
  return [
    rule.statement,
    ...(rule.reading === undefined ? [] : [`**Reading:** ${rule.reading}`]),
    ...contradictionsOf(rule.id).map(contradictionDescription),
    `**How it is provoked:** ${rule.provoked}`,
    `**What is looked at:** ${rule.lookedAt}`,
    ...(rule.usualCauses.length === 0
      ? []
      : [['**Usual causes of a failure:**', ...rule.usualCauses.map((cause) => `- ${cause}`)].join('\n')]),
  ].join('\n\n');
}

function contradictionDescription({ title, one, another, reading, reason }: Contradiction): string {
  return [
    `**The documents contradict each other:** ${title}`,
    `- ${placeOf(one)}: ${one.says}`,
    `- ${placeOf(another)}: ${another.says}`,
    `- certified: ${reading} ${reason}`,
  ].join('\n');
}
