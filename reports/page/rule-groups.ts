import type { Element } from 'hast';
import { h } from 'hastscript';
import type { History } from '../../harness/history/history.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { publishedPage } from '../published-page.js';
import { ruleArticle } from './rule-article.js';
import type { Sayings } from './sayings.js';

/** Rules that belong together: of one subject, and of the section of a page that the first of their sentences stands in. */
interface Group {
  readonly of: Rule | undefined;
  readonly findings: RunFinding[];
}

/** All rules of the run, in the catalogue's order, by subject and section. */
export function ruleGroups(
  sayings: Sayings,
  document: RunDocument,
  rules: readonly Rule[],
  histories: ReadonlyMap<string, History>,
): Element[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = new Map<string, Group>();
  for (const finding of document.findings) {
    const rule = byId.get(finding.rule);
    const key = groupOf(rule);
    const group = groups.get(key) ?? { of: rule, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  const several = new Set(rules.map(({ subject }) => subject)).size > 1;
  return [...groups.values()].map(({ of, findings }) =>
    h('section', { class: 'of-rules' }, [
      ...(of === undefined ? [] : [heading(sayings, of, several)]),
      ...findings.map((finding) =>
        ruleArticle(sayings, finding, byId.get(finding.rule), histories.get(finding.rule), byId),
      ),
    ]),
  );
}

function groupOf(rule: Rule | undefined): string {
  const [first] = rule?.restsOn ?? [];
  return [rule?.subject, first?.page, first?.section].join(' ');
}

function heading(sayings: Sayings, rule: Rule, withSubject: boolean): Element {
  const [first] = rule.restsOn;
  return h('h3', [
    ...(withSubject ? [sayings.label((texts) => texts.subjects[rule.subject])] : []),
    ...(first === undefined
      ? []
      : [
          sayings.text((texts) => texts.sections[first.section]),
          ' ',
          h(
            'a',
            {
              class: 'page',
              ...sayings.attribute('href', (_, locale) => publishedPage(first.page, locale)),
            },
            first.page,
          ),
        ]),
  ]);
}
