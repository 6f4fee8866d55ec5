import { contradictionsOf, type Contradiction } from '../../specs/rules/contradictions.js';
import type { Verdict } from '../../specs/findings/finding.js';
import { VERDICTS_WORST_LAST, worstOf } from '../../specs/findings/verdict-order.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { buildFor, type Build, type BuildSubject } from './build.js';

/** What was found of one build on one rule, in all runs that looked. */
export interface Seen {
  /** Of the newest run; of several targets of the reference the worst of the newest. */
  readonly verdict: Verdict;
  readonly reason: string;
  /** Id of the contradiction of the documents on which it turned. */
  readonly contradiction?: string;
  /** When the run was started that this is of. */
  readonly startedAt: string;
  /** Runs that looked, and what else they found, worst last. */
  readonly runs: number;
  readonly also: readonly Verdict[];
}

/** A rule's three ways: what is documented, what the reference does, what each real build does. `null`: not seen. */
export interface ThreeWayRow {
  readonly rule: Rule;
  readonly contradictions: readonly Contradiction[];
  readonly reference: Seen | null;
  /** One for each of the part's builds, in their order. */
  readonly builds: readonly (Seen | null)[];
}

export interface ThreeWayPart {
  readonly subject: BuildSubject;
  /** The real builds that were seen, in the order of their names. */
  readonly builds: readonly Build[];
  readonly rows: readonly ThreeWayRow[];
}

export interface ThreeWayView {
  readonly runs: number;
  /** Runs that say nothing of what products do: something was told to misbehave, as a proof of the kit. */
  readonly withFault: number;
  /** Of each subject that any of the rules is about, but for the client. */
  readonly parts: readonly ThreeWayPart[];
}

/** A finding, with the run that it is of. */
interface Sighting {
  readonly build: Build;
  readonly target: string;
  readonly startedAt: string;
  readonly finding: RunFinding;
}

const SUBJECTS: readonly BuildSubject[] = ['interface', 'engine'];

/** Rule by rule what is documented, what the reference did in these runs, and what each real build that was seen in them did. */
export function threeWayView(rules: readonly Rule[], documents: readonly RunDocument[]): ThreeWayView {
  const runs = documents.filter(({ target }) => target.fault === null);
  return {
    runs: runs.length,
    withFault: documents.length - runs.length,
    parts: SUBJECTS.flatMap((subject) => {
      const own = rules.filter((rule) => rule.subject === subject);
      return own.length === 0 ? [] : [part(subject, own, runs)];
    }),
  };
}

function part(
  subject: BuildSubject,
  rules: readonly Rule[],
  documents: readonly RunDocument[],
): ThreeWayPart {
  const ids = new Set(rules.map(({ id }) => id));
  const sightings = documents
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
    .flatMap(({ target, startedAt, findings }): Sighting[] => {
      const build = buildFor(subject, target);
      if (build === null) return [];
      const place = `${target.name} ${target.platform}`;
      return findings
        .filter(({ rule }) => ids.has(rule))
        .map((finding) => ({ build, target: place, startedAt, finding }));
    });
  const real = sightings.filter(({ build }) => !build.reference);
  const builds = [...new Map(real.map(({ build }) => [buildKey(build), build])).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
  const rows = rules.map((rule): ThreeWayRow => {
    const of = (all: readonly Sighting[]): readonly Sighting[] =>
      all.filter(({ finding }) => finding.rule === rule.id);
    return {
      rule,
      contradictions: contradictionsOf(rule.id),
      reference: referenceSeen(of(sightings.filter(({ build }) => build.reference))),
      builds: builds.map((build) =>
        seen(of(real.filter((each) => buildKey(each.build) === buildKey(build)))),
      ),
    };
  });
  return { subject, builds, rows };
}

/** The same bytes on two platforms are two builds: what surrounds them has its part in what they do. */
function buildKey({ key, platform }: Build): string {
  return `${key} ${platform}`;
}

/** The reference runs on several targets: what one of them departs in, the reference departs in. */
function referenceSeen(sightings: readonly Sighting[]): Seen | null {
  const targets = [...new Set(sightings.map(({ target }) => target))];
  const each = targets.flatMap((name) => seen(sightings.filter(({ target }) => target === name)) ?? []);
  const worst = worstOf(each);
  return worst === undefined ? null : { ...worst, ...told(worst.verdict, sightings) };
}

/** @param sightings oldest first. */
function seen(sightings: readonly Sighting[]): Seen | null {
  const newest = sightings.at(-1);
  if (newest === undefined) return null;
  const { verdict, reason, contradiction } = newest.finding;
  return {
    verdict,
    reason,
    ...(contradiction === undefined ? {} : { contradiction }),
    startedAt: newest.startedAt,
    ...told(verdict, sightings),
  };
}

function told(verdict: Verdict, sightings: readonly Sighting[]): Pick<Seen, 'runs' | 'also'> {
  const verdicts = new Set(sightings.map(({ finding }) => finding.verdict));
  return {
    runs: sightings.length,
    also: VERDICTS_WORST_LAST.filter((each) => each !== verdict && verdicts.has(each)),
  };
}
