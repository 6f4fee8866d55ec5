import type { Element } from 'hast';
import { h } from 'hastscript';
import { isAdvice, verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import { countVerdicts } from '../json/count-verdicts.js';
import type { RunDocument } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import { ruleLinks } from './rule-links.js';
import type { Sayings } from './sayings.js';
import { likeRule, shape, tone } from './verdict-sign.js';

/** The verdict on the run, what it means and is on, the rules that are in its way, and how many rules have which. */
export function banner(sayings: Sayings, document: RunDocument): Element {
  const { verdict, target, rules, shard, findings } = document;
  const { asked, known } = rules;
  const sign = likeRule(verdict);
  const adviceAlone = findings.length > 0 && findings.every(isAdvice);
  const { fault } = target;
  return h('section', { class: ['banner', tone(sign)], ariaLabelledBy: 'run-verdict' }, [
    shape(sign),
    h('div', [
      sayings.say('h2', (texts) => texts.runVerdicts[verdict].name, { id: 'run-verdict' }),
      sayings.say('p', (texts) => texts.runVerdicts[verdict].means),
      sayings.say('p', ({ run }) => (asked < known ? run.someRules(asked, known) : run.allRules(asked))),
      ...(shard === undefined ? [] : [sayings.say('p', ({ run }) => run.partOfRun)]),
      ...TO_LOOK_AT.flatMap((each) => withVerdict(sayings, findings, each)),
      ...(adviceAlone ? [sayings.say('p', ({ run }) => run.adviceAlone)] : []),
      ...(fault === null
        ? []
        : [sayings.say('p', ({ run }) => filled(run.fault, { fault }), { class: 'warning' })]),
    ]),
    counts(sayings, document),
  ]);
}

/** What a reader wants to see first: it may be one rule of many. */
const TO_LOOK_AT: readonly Verdict[] = ['fail', 'inconclusive', 'documents-disagree'];

function withVerdict(sayings: Sayings, findings: RunDocument['findings'], verdict: Verdict): Element[] {
  const those = findings.filter((finding) => finding.verdict === verdict && !isAdvice(finding));
  if (those.length === 0) return [];
  const links = ruleLinks(those.map(({ rule }) => rule));
  return [h('p', [sayings.label((texts) => texts.verdicts[verdict].name), ...links])];
}

/** Of the rules that the verdict is on; advice is told apart. */
function counts(sayings: Sayings, document: RunDocument): Element {
  const of = countVerdicts(document.findings);
  return h('table', { class: 'counts' }, [
    sayings.say('caption', ({ run }) => run.counts),
    h('thead', [
      h('tr', [
        sayings.say('th', ({ run }) => run.verdict, { scope: 'col' }),
        sayings.say('th', ({ run }) => run.count, { scope: 'col' }),
      ]),
    ]),
    h(
      'tbody',
      verdictSchema.options.map((verdict) =>
        h('tr', { class: of[verdict] === 0 ? 'zero' : tone(verdict) }, [
          h('th', { scope: 'row' }, [shape(verdict), sayings.text((texts) => texts.verdicts[verdict].name)]),
          h('td', String(of[verdict])),
        ]),
      ),
    ),
  ]);
}
