import type { Element } from 'hast';
import { h } from 'hastscript';
import type { History } from '../../harness/history/history.js';
import { LOCALES, type Rule } from '../../specs/rules/rule.js';
import type { RunDocument } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import { REPORT_TEXTS } from '../texts/texts.js';
import type { Trend } from '../trend/trend.js';
import { banner } from './banner.js';
import { facts, type CertificateBeside } from './facts.js';
import { findForm } from './find-form.js';
import { advice, problems } from './notes.js';
import { ruleGroups } from './rule-groups.js';
import { Sayings } from './sayings.js';
import { shell, type PageAssets } from './shell.js';
import { trendSection } from './trend-picture.js';
import { shapes } from './verdict-sign.js';

/** What the page of a run is made from. */
export interface RunPageInput {
  readonly document: RunDocument;
  /** The rules that were asked for. */
  readonly rules: readonly Rule[];
  /** By rule; of one that is not there the page has no evidence. */
  readonly histories: ReadonlyMap<string, History>;
  /** The course of runs that led to this one; it is the last of them. */
  readonly trend?: Trend;
  /** Absent: the run is not signed. */
  readonly certificate?: CertificateBeside;
  readonly assets: PageAssets;
}

/** The report of a run for people: one HTML file in four languages that needs no other. */
export function runPage(input: RunPageInput): string {
  const { document, rules, histories, trend, certificate, assets } = input;
  const sayings = new Sayings();
  const { kit, target, verdict } = document;
  const title = sayings.say('title', (texts) =>
    filled(texts.windowTitle, { verdict: texts.runVerdicts[verdict].name, target: target.name }),
  );
  const body = [
    shapes(),
    sayings.say('a', (texts) => texts.skipToRules, { class: 'skip', href: '#rules' }),
    h('header', { class: 'page-head' }, [
      h('div', [
        sayings.say('h1', (texts) => texts.title),
        h('p', { class: 'minor' }, `${kit.name} ${kit.version}`),
      ]),
      languages(sayings),
    ]),
    h('main', [
      banner(sayings, document),
      ...problems(sayings, document),
      facts(sayings, document, histories, certificate),
      ...advice(sayings, document),
      ...trendSection(sayings, trend),
      h('section', { ariaLabelledBy: 'rules' }, [
        sayings.say('h2', (texts) => texts.rule.heading, { id: 'rules', tabIndex: -1 }),
        sayings.say('p', (texts) => texts.evidence.inEnglish, { class: 'minor' }),
        sayings.say('p', (texts) => texts.evidence.printed, { class: 'printed' }),
        findForm(sayings, document, rules),
        sayings.say('p', (texts) => texts.find.none, { class: 'find-none', hidden: true }),
        ...ruleGroups(sayings, document, rules, histories),
      ]),
    ]),
    h('footer', [
      sayings.say('p', ({ footer }) => filled(footer.made, { kit: `${kit.name} ${kit.version}` })),
      sayings.say('p', ({ footer }) => footer.machineReadable),
      sayings.say('p', ({ footer }) => footer.noSentences),
    ]),
  ];
  return shell(title, body, sayings.dictionary, assets);
}

/** Links to the page in each language; they do not leave it. */
function languages(sayings: Sayings): Element {
  const label = sayings.attribute('aria-label', (texts) => texts.languages);
  return h('nav', { class: 'languages only-with-script', ...label }, [
    h(
      'ul',
      LOCALES.map((locale) =>
        h('li', [
          h(
            'a',
            { href: `?lang=${locale}`, lang: locale, hrefLang: locale },
            REPORT_TEXTS[locale].languageName,
          ),
        ]),
      ),
    ),
  ]);
}
