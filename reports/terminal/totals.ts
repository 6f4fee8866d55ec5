import { isAdvice, verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { View } from '../../specs/findings/view.js';
import type { Locale } from '../../specs/rules/rule.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';

/** What the run comes to, in lines: the rules that the verdict is on, advice apart by name, and the view that it rests on. */
export function totals(document: RunDocument, locale: Locale = 'en'): string[] {
  const { findings, durationMs } = document;
  const words = TERMINAL_TEXTS[locale].run;
  const demanded = findings.filter((finding) => !isAdvice(finding));
  const time = words.seconds(durationMs / 1000);
  return [
    demanded.length === 0 && findings.length > 0
      ? filled(words.adviceAlone, { time })
      : `${counted(demanded, locale)} ${filled(words.within, { time })}`,
    ...adviceLine(findings.filter(isAdvice), locale),
    ...(document.view === undefined ? [] : [viewLine(document.view, findings, locale)]),
  ];
}

function counted(findings: readonly RunFinding[], locale: Locale): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of findings) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const parts = verdictSchema.options
    .filter((verdict) => counts.has(verdict))
    .map((verdict) => `${counts.get(verdict) ?? 0} ${verdict}`);
  return EXPLANATION_WORDS[locale].label(TERMINAL_TEXTS[locale].run.rules(findings.length), parts.join(', '));
}

function adviceLine(advice: readonly RunFinding[], locale: Locale): string[] {
  if (advice.length === 0) return [];
  const open = advice.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  const names = open.map(({ rule, verdict }) => `${rule} ${verdict}`).join(', ');
  const line = EXPLANATION_WORDS[locale].label(TERMINAL_TEXTS[locale].run.advice, counted(advice, locale));
  return [`${line}${names === '' ? '' : ` (${names})`}`];
}

/** Rules whose programs were seen from outside alone are named where others were seen from inside. */
function viewLine(view: View, findings: readonly RunFinding[], locale: Locale): string {
  const { viewInside, viewOutside, viewOutsideIn } = TERMINAL_TEXTS[locale].run;
  if (view === 'inside') return viewInside;
  const outside = findings.filter((finding) => finding.view === 'outside').map(({ rule }) => rule);
  const all = findings.every((finding) => finding.view !== 'inside');
  return all ? viewOutside : filled(viewOutsideIn, { rules: outside.join(', ') });
}
