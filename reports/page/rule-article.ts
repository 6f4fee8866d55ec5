import type { Element } from 'hast';
import { h } from 'hastscript';
import type { History } from '../../harness/history/history.js';
import type { Rule } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import type { RunFinding } from '../json/run-document.js';
import { evidence } from './evidence.js';
import { background } from './rule-background.js';
import { found } from './rule-found.js';
import type { Sayings } from './sayings.js';
import { badge, toneOf } from './verdict-sign.js';

/**
 * One rule: what it asks for, the verdict, what was found, how it is tested, and the evidence.
 * @param rule undefined: another kit's, of which only the finding is known.
 * @param known the rules on the page, by id.
 */
export function ruleArticle(
  sayings: Sayings,
  finding: RunFinding,
  rule: Rule | undefined,
  history: History | undefined,
  known: ReadonlyMap<string, Rule>,
): Element {
  const title = `title-${finding.rule}`;
  return h(
    'article',
    {
      class: ['rule', toneOf(finding)],
      id: finding.rule,
      ariaLabelledBy: title,
      dataVerdict: finding.verdict,
      dataLevel: finding.level,
      ...(rule === undefined ? {} : { dataSubject: rule.subject }),
    },
    [
      h('div', { class: 'rule-head searched' }, [
        badge(sayings, finding),
        h('h4', { id: title }, [
          h('a', { class: 'rule-id', href: `#${finding.rule}` }, finding.rule),
          ' ',
          ...(rule === undefined ? [] : [sayings.text((_, locale) => textsOf(rule, locale).title)]),
        ]),
        h('span', { class: 'level' }, finding.level),
      ]),
      rule === undefined
        ? sayings.say('p', (texts) => texts.rule.unknown)
        : sayings.say('p', (_, locale) => textsOf(rule, locale).statement, {
            class: 'statement searched',
          }),
      found(sayings, finding, rule),
      ...(rule === undefined ? [] : [background(sayings, rule, finding, known)]),
      evidence(sayings, finding, rule, history),
    ],
  );
}
