import type { Element } from 'hast';
import { h, type Child } from 'hastscript';
import { contradictingPlace } from '../../specs/findings/texts/explanation-words.js';
import { contradictionById, type ContradictingPlace } from '../../specs/rules/contradictions.js';
import { contradictionTexts, type ContradictionTexts } from '../../specs/rules/texts/contradiction-texts.js';
import { isPublished, publishedPage } from '../published-page.js';
import type { ReportTexts } from '../texts/report-texts.js';
import type { Saying, Sayings } from './sayings.js';

/**
 * On which two places of the documents a finding turned, and which reading of them is certified and why.
 * @param id undefined: it turned on none. Of one that this kit does not know there is no more than the id.
 */
export function contradictionRows(sayings: Sayings, id: string | undefined): Element[] {
  if (id === undefined) return [];
  const row = (name: keyof ReportTexts['rule'], ...values: Child[]): Element =>
    h('div', { class: 'contradiction' }, [
      sayings.say('dt', ({ rule }) => rule[name]),
      h('dd', {}, ...values),
    ]);
  const known = contradictionById(id);
  if (known === undefined) return [row('contradiction', h('code', id))];
  const of =
    (part: keyof ContradictionTexts): Saying =>
    (_, locale) =>
      contradictionTexts(known, locale)[part];
  return [
    row(
      'contradiction',
      sayings.text(of('title')),
      ' (',
      h('code', id),
      ')',
      h('ul', [
        h('li', [place(sayings, known.one), sayings.said(of('one'))]),
        h('li', [place(sayings, known.another), sayings.said(of('another'))]),
      ]),
    ),
    row('certified', sayings.text(of('reading')), ' ', sayings.text(of('reason'))),
  ];
}

/** Where it stands, with a link where that is published. */
function place(sayings: Sayings, at: ContradictingPlace): Element {
  const name: Saying = (_, locale) => contradictingPlace(at, locale);
  if (!isPublished(at.page)) return sayings.text(name);
  return sayings.say(
    'a',
    name,
    sayings.attribute('href', (_, locale) => publishedPage(at.page, locale)),
  );
}
