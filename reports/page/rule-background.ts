import type { Element } from 'hast';
import { h, type Child } from 'hastscript';
import type { Rule, SentencePosition } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import type { RunFinding } from '../json/run-document.js';
import { isPublished, publishedPage } from '../published-page.js';
import { filled } from '../texts/filled.js';
import type { ReportTexts } from '../texts/report-texts.js';
import type { Saying, Sayings } from './sayings.js';

/** How a rule is tested, how the documents are read, and where it is written; closed where the rule was kept. */
export function background(
  sayings: Sayings,
  rule: Rule,
  finding: RunFinding,
  known: ReadonlyMap<string, Rule>,
): Element {
  const row = (name: keyof ReportTexts['rule'], ...values: Child[]): Element =>
    h('div', [sayings.say('dt', (texts) => texts.rule[name]), h('dd', {}, ...values)]);
  const text = (saying: Saying): Element => sayings.text(saying);
  const { reading, keeps, level } = rule;
  return h('details', { class: 'background', open: finding.verdict === 'fail' }, [
    sayings.say('summary', (texts) => texts.rule.howItIsTested),
    h('dl', [
      row(
        'provoked',
        text((_, locale) => textsOf(rule, locale).provoked),
      ),
      row(
        'lookedAt',
        text((_, locale) => textsOf(rule, locale).lookedAt),
      ),
      ...(reading === undefined
        ? []
        : [
            row(
              'reading',
              text((_, locale) => textsOf(rule, locale).reading ?? reading),
            ),
          ]),
      row(
        'written',
        h('ul', [...rule.restsOn.map((at) => sentence(sayings, at)), ...leansOn(sayings, rule)]),
      ),
      ...(keeps === undefined ? [] : [row('keeps', ...idList(keeps, known))]),
      h('div', [
        h('dt', level),
        h(
          'dd',
          text((texts) => texts.levels[level]),
        ),
      ]),
    ]),
  ]);
}

/** Where a sentence stands, with a link to its page in the reader's language. */
function sentence(
  sayings: Sayings,
  { page, section, paragraph, sentence: number }: SentencePosition,
): Element {
  const place: Saying = ({ rule, sections }) =>
    section === 'Return Value'
      ? filled(rule.row, { section: sections[section], row: paragraph })
      : filled(rule.sentence, { section: sections[section], paragraph, sentence: number });
  return h('li', [pageLink(sayings, page), sayings.said(place)]);
}

function pageLink(sayings: Sayings, page: string): Element {
  return h('a', { ...sayings.attribute('href', (_, locale) => publishedPage(page, locale)) }, page);
}

function leansOn(sayings: Sayings, rule: Rule): Element[] {
  return rule.leansOn.map(({ page, adds }, index) =>
    h('li', [
      sayings.text((texts) => texts.rule.together),
      ' ',
      isPublished(page) ? pageLink(sayings, page) : page,
      sayings.said((_, locale) => textsOf(rule, locale).adds[index] ?? adds),
    ]),
  );
}

function idList(ids: readonly string[], known: ReadonlyMap<string, Rule>): Child[] {
  return ids.flatMap((id, index) => [
    ...(index === 0 ? [] : [', ']),
    known.has(id) ? h('a', { href: `#${id}` }, id) : id,
  ]);
}
