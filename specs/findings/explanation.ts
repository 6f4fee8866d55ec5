import { contradictionById } from '../rules/contradictions.js';
import type { Locale, Rule } from '../rules/rule.js';
import { contradictionTexts } from '../rules/texts/contradiction-texts.js';
import { textsOf } from '../rules/texts/rule-texts.js';
import { isAdvice, type Finding } from './finding.js';
import {
  contradictingPlace,
  EXPLANATION_WORDS,
  placeInPage,
  type ExplanationLabel,
} from './texts/explanation-words.js';

/** A line of an explanation; without a text there is none. */
type Line = readonly [label: ExplanationLabel, text: string | undefined];

/**
 * Requirement, expected, observed, first departure, where documented: the same lines in every place that shows a fail. What
 * judges say is English in every language.
 */
export function explain(rule: Rule, finding: Finding, locale: Locale = 'en'): string {
  const { labels, advice, event, events } = EXPLANATION_WORDS[locale];
  const width = Math.max(...Object.values(labels).map((label) => label.length));
  const { departure, history } = finding;
  const places = rule.restsOn.map((at) => `${at.page}, ${placeInPage(at, locale)}`);
  const lines: readonly Line[] = [
    ['level', isAdvice(rule) ? advice : undefined],
    ['requirement', textsOf(rule, locale).statement],
    ['expected', finding.expected],
    ['observed', finding.observed],
    ['departed', departure && event(departure.event, departure.did)],
    ['shouldHave', departure && `${departure.should} (${departure.written})`],
    ['documented', places.length === 0 ? undefined : places.join('; ')],
    ...disagreement(finding.contradiction, locale),
    ['evidence', `${history.path}, ${events(finding.decidedBy)}`],
  ];
  return [
    `${rule.id} ${finding.verdict}: ${finding.reason}`,
    ...lines.flatMap(([label, text]) =>
      text === undefined ? [] : [`  ${labels[label].padEnd(width)} ${text}`],
    ),
  ].join('\n');
}

/** On which two places of the documents it turned, and which reading of them is certified. */
function disagreement(id: string | undefined, locale: Locale): Line[] {
  if (id === undefined) return [];
  const { contradict, label } = EXPLANATION_WORDS[locale];
  const contradiction = contradictionById(id);
  if (contradiction === undefined) return [['documents', label(contradict, id)]];
  const { title, one, another, reading, reason } = contradictionTexts(contradiction, locale);
  return [
    ['documents', `${label(contradict, title)} (${id})`],
    ['onePlace', label(contradictingPlace(contradiction.one, locale), one)],
    ['another', label(contradictingPlace(contradiction.another, locale), another)],
    ['certified', `${reading} ${reason}`],
  ];
}
