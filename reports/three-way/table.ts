import {
  contradictingPlace,
  EXPLANATION_WORDS,
  placeInPage,
} from '../../specs/findings/texts/explanation-words.js';
import type { Contradiction } from '../../specs/rules/contradictions.js';
import type { Locale, Rule } from '../../specs/rules/rule.js';
import { contradictionTexts } from '../../specs/rules/texts/contradiction-texts.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import type { Build } from './build.js';
import type { Seen, ThreeWayPart, ThreeWayRow } from './three-way-view.js';

/** A part of the view as a table for people, whatever it is written in. */
export interface ThreeWayTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the letters over the columns stand for. */
  readonly builds: readonly string[];
  /** What the numbers behind a rule's level stand for. */
  readonly contradictions: readonly string[];
  /** Where somebody departs from a place of the documents: what was found, then the places. */
  readonly departures: readonly { readonly found: string; readonly places: readonly string[] }[];
}

export function threeWayTable({ subject, builds, rows }: ThreeWayPart, locale: Locale): ThreeWayTable {
  const words = TERMINAL_TEXTS[locale].builds;
  const { rule, documents, reference, realBuilds } = words.columns;
  const contradictions = [...new Set(rows.flatMap((row) => row.contradictions))];
  const letters = builds.map((_, index) => letterOf(index));
  return {
    title: words.titles[subject],
    header: [rule, documents, reference, ...(letters.length === 0 ? [realBuilds] : letters)],
    rows: rows.map((row) => [
      row.rule.id,
      documentsText(row, contradictions),
      seenText(row.reference, locale),
      ...(letters.length === 0 ? [words.notSeen] : row.builds.map((seen) => seenText(seen, locale))),
    ]),
    builds: builds.map((build, index) => named(letterOf(index), nameOf(build), locale)),
    contradictions: contradictions.map((each, index) => `[${index + 1}] ${contradictionText(each, locale)}`),
    departures: rows.flatMap((row) => [
      ...departure(row, reference, row.reference, locale),
      ...row.builds.flatMap((seen, index) => departure(row, letters[index] ?? '', seen, locale)),
    ]),
  };
}

/** What is said of something, with a colon as the language sets it. */
function named(name: string, text: string, locale: Locale): string {
  return EXPLANATION_WORDS[locale].label(name, text);
}

/** A to Z, then A2 and so on. */
function letterOf(index: number): string {
  const round = Math.floor(index / 26);
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : round + 1}`;
}

function nameOf({ name, platform }: Build): string {
  return `${name} (${platform})`;
}

function contradictionText(contradiction: Contradiction, locale: Locale): string {
  const { title, reading } = contradictionTexts(contradiction, locale);
  const one = contradictingPlace(contradiction.one, locale);
  const another = contradictingPlace(contradiction.another, locale);
  const against = filled(TERMINAL_TEXTS[locale].builds.against, { one, another, reading });
  return named(`${title} (${contradiction.id})`, against, locale);
}

/** What the documents ask for, and whether they are at one about it. */
function documentsText({ rule, contradictions }: ThreeWayRow, all: readonly object[]): string {
  const numbers = contradictions.map((each) => `[${all.indexOf(each) + 1}]`);
  return [rule.level, ...numbers].join(' ');
}

function seenText(seen: Seen | null, locale: Locale): string {
  const { notSeen, also } = TERMINAL_TEXTS[locale].builds;
  if (seen === null) return notSeen;
  const others = seen.also.length === 0 ? [] : [filled(also, { verdicts: seen.also.join(', ') })];
  return [seen.verdict, ...others].join(' ');
}

function departure(
  row: ThreeWayRow,
  who: string,
  seen: Seen | null,
  locale: Locale,
): ThreeWayTable['departures'] {
  if (seen === null || (seen.verdict !== 'fail' && seen.verdict !== 'documents-disagree')) return [];
  const found = named(`${row.rule.id}, ${who}`, named(seen.verdict, seen.reason, locale), locale);
  return [{ found, places: placesOf(row, seen, locale) }];
}

/** Both places where documents contradict each other; else those that the rule rests on. */
function placesOf({ rule, contradictions }: ThreeWayRow, seen: Seen, locale: Locale): readonly string[] {
  const on = contradictions.find(({ id }) => id === seen.contradiction);
  if (on === undefined) return sentencesOf(rule, locale);
  const texts = contradictionTexts(on, locale);
  return [
    named(contradictingPlace(on.one, locale), texts.one, locale),
    named(contradictingPlace(on.another, locale), texts.another, locale),
  ];
}

function sentencesOf(rule: Rule, locale: Locale): readonly string[] {
  return rule.restsOn.map((at) => `${at.page}, ${placeInPage(at, locale)}`);
}
