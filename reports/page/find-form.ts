import type { Element } from 'hast';
import { h } from 'hastscript';
import { verdictSchema } from '../../specs/findings/finding.js';
import { LEVELS, SUBJECTS, type Rule } from '../../specs/rules/rule.js';
import type { RunDocument } from '../json/run-document.js';
import type { ReportTexts } from '../texts/report-texts.js';
import type { Saying, Sayings } from './sayings.js';

/** Search, and a choice of what rules differ in: one that all have in common is none. It needs the page's script, and is not shown without. */
export function findForm(sayings: Sayings, document: RunDocument, rules: readonly Rule[]): Element {
  const verdicts = new Set(document.findings.map(({ verdict }) => verdict));
  const levels = new Set(document.findings.map(({ level }) => level));
  const subjects = new Set(rules.map(({ subject }) => subject));
  const options = <Value extends string>(
    values: readonly Value[],
    present: ReadonlySet<Value>,
    name: (texts: ReportTexts, value: Value) => string,
  ): readonly (readonly [string, Saying])[] =>
    values.filter((value) => present.has(value)).map((value) => [value, (texts) => name(texts, value)]);
  return h('form', { class: 'find only-with-script', role: 'search', ariaLabelledBy: 'find' }, [
    sayings.say('h3', (texts) => texts.find.heading, { id: 'find' }),
    h('div', { class: 'fields' }, [
      h('div', { class: 'field search' }, [
        sayings.say('label', (texts) => texts.find.search, { for: 'find-search' }),
        h('input', {
          type: 'search',
          id: 'find-search',
          name: 'search',
          autoComplete: 'off',
          ariaDescribedBy: 'find-hint',
        }),
        sayings.say('small', (texts) => texts.find.searchHint, { id: 'find-hint' }),
      ]),
      ...choice(
        sayings,
        'verdict',
        options(verdictSchema.options, verdicts, (texts, value) => texts.verdicts[value].name),
      ),
      ...choice(
        sayings,
        'subject',
        options(SUBJECTS, subjects, (texts, value) => texts.subjects[value]),
      ),
      ...choice(
        sayings,
        'level',
        options(LEVELS, levels, (_, value) => value),
      ),
    ]),
    h('div', { class: 'buttons' }, [
      sayings.say('button', (texts) => texts.find.reset, { type: 'button', class: 'show-all' }),
      sayings.say('button', (texts) => texts.find.openAll, { type: 'button', class: 'open-all' }),
      sayings.say('button', (texts) => texts.find.closeAll, { type: 'button', class: 'close-all' }),
      sayings.say('p', (texts) => texts.find.shown, { class: 'find-status', role: 'status' }),
    ]),
  ]);
}

function choice(
  sayings: Sayings,
  name: 'verdict' | 'subject' | 'level',
  options: readonly (readonly [value: string, saying: Saying])[],
): Element[] {
  if (options.length < 2) return [];
  const id = `find-${name}`;
  return [
    h('div', { class: 'field' }, [
      sayings.say('label', (texts) => texts.find[name], { for: id }),
      h('select', { id, name }, [
        sayings.say('option', (texts) => texts.find.every, { value: '' }),
        ...options.map(([value, saying]) => sayings.say('option', saying, { value })),
      ]),
    ]),
  ];
}
