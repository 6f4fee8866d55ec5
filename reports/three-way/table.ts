import { placeOf } from '../../specs/rules/contradictions.js';
import type { Rule } from '../../specs/rules/rule.js';
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

const NOT_SEEN = 'not seen';

const TITLES: Readonly<Record<ThreeWayPart['subject'], string>> = {
  interface: 'Implementations of the interface',
  engine: 'SQL Servers',
};

export function threeWayTable({ subject, builds, rows }: ThreeWayPart): ThreeWayTable {
  const contradictions = [...new Set(rows.flatMap((row) => row.contradictions))];
  const letters = builds.map((_, index) => letterOf(index));
  return {
    title: TITLES[subject],
    header: ['rule', 'documents', 'reference', ...(letters.length === 0 ? ['real builds'] : letters)],
    rows: rows.map((row) => [
      row.rule.id,
      documentsText(row, contradictions),
      seenText(row.reference),
      ...(letters.length === 0 ? [NOT_SEEN] : row.builds.map(seenText)),
    ]),
    builds: builds.map((build, index) => `${letterOf(index)}: ${nameOf(build)}`),
    contradictions: contradictions.map(
      ({ id, title, one, another, reading }, index) =>
        `[${index + 1}] ${title} (${id}): ${placeOf(one)} against ${placeOf(another)}; certified: ${reading}`,
    ),
    departures: rows.flatMap((row) => [
      ...departure(row, 'the reference', row.reference),
      ...row.builds.flatMap((seen, index) => departure(row, letters[index] ?? '', seen)),
    ]),
  };
}

/** A to Z, then A2 and so on. */
function letterOf(index: number): string {
  const round = Math.floor(index / 26);
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : round + 1}`;
}

function nameOf({ name, platform }: Build): string {
  return `${name} (${platform})`;
}

/** What the documents ask for, and whether they are at one about it. */
function documentsText({ rule, contradictions }: ThreeWayRow, all: readonly object[]): string {
  const numbers = contradictions.map((each) => `[${all.indexOf(each) + 1}]`);
  return [rule.level, ...numbers].join(' ');
}

function seenText(seen: Seen | null): string {
  if (seen === null) return NOT_SEEN;
  return [seen.verdict, ...(seen.also.length === 0 ? [] : [`(also ${seen.also.join(', ')})`])].join(' ');
}

function departure(row: ThreeWayRow, who: string, seen: Seen | null): ThreeWayTable['departures'] {
  if (seen === null || (seen.verdict !== 'fail' && seen.verdict !== 'documents-disagree')) return [];
  const { rule } = row;
  return [{ found: `${rule.id}, ${who}: ${seen.verdict}: ${seen.reason}`, places: placesOf(row, seen) }];
}

/** Both places where documents contradict each other; else those that the rule rests on. */
function placesOf({ rule, contradictions }: ThreeWayRow, seen: Seen): readonly string[] {
  const on = contradictions.find(({ id }) => id === seen.contradiction);
  if (on === undefined) return sentencesOf(rule);
  return [on.one, on.another].map((place) => `${placeOf(place)}: ${place.says}`);
}

function sentencesOf(rule: Rule): readonly string[] {
  return rule.restsOn.map(
    (at) => `${at.page}, ${at.section}, paragraph ${at.paragraph}, sentence ${at.sentence}`,
  );
}
