import type { Element } from 'hast';
import { h } from 'hastscript';
import { isAdvice, type Verdict } from '../../specs/findings/finding.js';
import type { RunDocument } from '../json/run-document.js';
import type { ReportTexts } from '../texts/report-texts.js';
import { ruleLinks } from './rule-links.js';
import type { Sayings } from './sayings.js';

/** What went wrong in the kit, if anything did. */
export function problems(sayings: Sayings, document: RunDocument): Element[] {
  if (document.problems.length === 0) return [];
  return [
    h('section', { class: 'note tone-inconclusive', ariaLabelledBy: 'problems' }, [
      sayings.say('h2', (texts) => texts.problems.heading, { id: 'problems' }),
      sayings.say('p', (texts) => texts.problems.explanation),
      h(
        'ul',
        { lang: 'en' },
        document.problems.map(({ where, message }) => h('li', [h('strong', where), `: ${message}`])),
      ),
    ]),
  ];
}

/** What came of the rules of the level SHOULD, if any were asked for. */
export function advice(sayings: Sayings, document: RunDocument): Element[] {
  const asked = document.findings.filter(isAdvice);
  if (asked.length === 0) return [];
  const named = (name: keyof ReportTexts['advice'], verdict: Verdict): Element[] => {
    const rules = asked.filter((finding) => finding.verdict === verdict);
    if (rules.length === 0) return [];
    return [
      h('p', [sayings.label((texts) => texts.advice[name]), ...ruleLinks(rules.map(({ rule }) => rule))]),
    ];
  };
  const open = [...named('notFollowed', 'fail'), ...named('notConcluded', 'inconclusive')];
  return [
    h('section', { class: 'note', ariaLabelledBy: 'advice' }, [
      sayings.say('h2', (texts) => texts.advice.heading, { id: 'advice' }),
      sayings.say('p', (texts) => texts.advice.explanation),
      ...(open.length > 0 ? open : [sayings.say('p', (texts) => texts.advice.allFollowed)]),
    ]),
  ];
}
