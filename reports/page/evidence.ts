import type { Element } from 'hast';
import { h } from 'hastscript';
import type { History } from '../../harness/history/history.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunFinding } from '../json/run-document.js';
import { bothEnds, failedCase, SHOWN_FROM_BOTH_ENDS } from '../timeline/both-ends.js';
import { timeline, type TimelineLine } from '../timeline/timeline.js';
import type { Sayings } from './sayings.js';
import { badge, toneOf } from './verdict-sign.js';

type JudgedCase = RunFinding['cases'][number];

/** As wide as a page has room for, and as many rows as somebody reads. */
const BESIDE = { width: 140, most: 200 };

/** What happened in each case, a line for each event; those that decided are marked. Open where the rule was not kept. */
export function evidence(
  sayings: Sayings,
  finding: RunFinding,
  rule: Rule | undefined,
  history: History | undefined,
): Element {
  const { cases, history: file, verdict, level } = finding;
  if (history === undefined || file === null)
    return sayings.say('p', (texts) => texts.evidence.noHistory, { class: 'minor' });
  // Of several cases that failed the first is enough to begin with.
  const first = failedCase(cases);
  const fromBothEnds = rule !== undefined && SHOWN_FROM_BOTH_ENDS.has(rule.subject);
  return h('details', { class: 'evidence', open: verdict === 'fail' }, [
    sayings.say('summary', (texts) => texts.evidence.heading(cases.length)),
    ...cases.map((judged) =>
      h('details', { class: ['case', toneOf({ ...judged, level })], open: judged === first }, [
        h('summary', [
          badge(sayings, { verdict: judged.verdict, level }),
          ' ',
          h('span', { class: 'case-name', lang: 'en' }, judged.case),
        ]),
        h('p', [
          h('span', { lang: 'en' }, judged.reason),
          ' ',
          sayings.say('span', (texts) => texts.evidence.events(judged.decidedBy.length), { class: 'minor' }),
        ]),
        ...(fromBothEnds && judged.verdict === 'fail' ? [beside(sayings, history, judged)] : []),
        h(
          'ol',
          { class: 'timeline', lang: 'en' },
          timeline(history, judged.case, judged.decidedBy).map((line) => event(sayings, line)),
        ),
      ]),
    ),
    h('p', { class: 'minor history' }, [
      sayings.label((texts) => texts.evidence.historyFile),
      h('code', file.path),
      ', SHA-256 ',
      h('code', file.sha256),
    ]),
  ]);
}

function event(sayings: Sayings, { text, decided }: TimelineLine): Element {
  // A line of folded events has no time.
  const [, time = '', what = text] = /^(\+\S+ ms) {2}(.*)$/su.exec(text) ?? [];
  return h('li', decided ? { class: 'decided' } : {}, [
    h('span', time),
    h('span', [what, ...(decided ? [' ', sayings.say('em', (texts) => texts.evidence.decided)] : [])]),
  ]);
}

function beside(sayings: Sayings, history: History, judged: JudgedCase): Element {
  const lines = bothEnds(history, judged, BESIDE);
  return h('figure', [
    sayings.say('figcaption', (texts) => texts.evidence.bothEnds),
    h(
      'pre',
      {
        lang: 'en',
        // It may be wider than the page: the keyboard has to reach it to scroll.
        tabIndex: 0,
        role: 'group',
        ...sayings.attribute('aria-label', (texts) => texts.evidence.bothEnds),
      },
      lines.map(({ text, mark }) => h('span', mark === null ? {} : { class: mark }, `${text}\n`)),
    ),
  ]);
}
