import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Rule } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import type { RunFinding } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import type { ReportTexts } from '../texts/report-texts.js';
import { contradictionRows } from './contradiction.js';
import type { Sayings } from './sayings.js';

/** What was found: the judge's words, which are English, on which contradiction of the documents it turned, and of a failure what usually causes it. */
export function found(sayings: Sayings, finding: RunFinding, rule: Rule | undefined): Element {
  const { verdict, reason, expected, observed, departure, contradiction } = finding;
  const row = (name: keyof ReportTexts['rule'], text: string | undefined, ...more: Element[]): Element[] =>
    text === undefined
      ? []
      : [
          h('div', [
            sayings.say('dt', (texts) => texts.rule[name]),
            h('dd', [h('span', { lang: 'en' }, text), ...more]),
          ]),
        ];
  const written = departure?.written;
  return h('dl', { class: 'found searched' }, [
    ...row('found', reason),
    ...row('expected', expected),
    ...row('observed', observed),
    ...row('departure', departure && `${departure.did} (#${departure.event})`),
    ...row(
      'shouldHave',
      departure?.should,
      ...(written === undefined
        ? []
        : [sayings.say('p', (texts) => filled(texts.rule.writtenIn, { place: written }))]),
    ),
    ...contradictionRows(sayings, contradiction),
    ...(verdict === 'fail' && rule !== undefined ? usualCauses(sayings, rule) : []),
  ]);
}

function usualCauses(sayings: Sayings, rule: Rule): Element[] {
  if (rule.usualCauses.length === 0) return [];
  return [
    h('div', [
      sayings.say('dt', (texts) => texts.rule.usualCauses),
      h('dd', [
        h(
          'ul',
          rule.usualCauses.map((cause, index) =>
            sayings.say('li', (_, locale) => textsOf(rule, locale).usualCauses[index] ?? cause),
          ),
        ),
      ]),
    ]),
  ];
}
