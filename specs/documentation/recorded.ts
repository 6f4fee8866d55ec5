import type { Locale, Rule, SentencePosition } from '../rules/rule.js';
import { placeOf, samePlace, type Place } from './place.js';

/** A piece of a published page that the project has on record, and what accounts for it. */
export interface Recorded {
  readonly page: string;
  readonly place: Place;
  /** Absent: whatever it says. */
  readonly fingerprint?: Readonly<Record<Locale, string>>;
  /** Ids of the rules that rest on it. */
  readonly rules: readonly string[];
  /** If no rule does: why not. */
  readonly exemption?: string;
}

/** A piece of a page that no rule rests on, with the reason why not. */
export interface Exemption {
  readonly page: string;
  readonly place: Place;
  readonly reason: string;
  /** Per locale, as a sentence's: it is this text that needs no rule. Absent: whatever it says. */
  readonly fingerprint?: Readonly<Record<Locale, string>>;
}

/** As much of a rule as a certificate states too. */
export type RestingRule = Pick<Rule, 'id' | 'restsOn'>;

/** The sentences that rules rest on, each once, in the order of the rules. */
function sentencesOfRules(rules: readonly RestingRule[]): SentencePosition[] {
  const all = rules.flatMap(({ restsOn }) => restsOn);
  return all.filter((sentence, index) => all.findIndex((other) => sameSentence(other, sentence)) === index);
}

/** All that is on record: of what the rules rest on, and of what needs none. */
export function recordOf(rules: readonly RestingRule[], exemptions: readonly Exemption[]): Recorded[] {
  return [
    ...sentencesOfRules(rules).map((sentence) => ({
      page: sentence.page,
      place: placeOf(sentence),
      fingerprint: sentence.fingerprint,
      rules: rules
        .filter(({ restsOn }) => restsOn.some((other) => sameSentence(other, sentence)))
        .map(({ id }) => id),
    })),
    ...exemptions.map(({ reason, ...exempt }) => ({ ...exempt, rules: [], exemption: reason })),
  ];
}

function sameSentence(one: SentencePosition, other: SentencePosition): boolean {
  return one.page === other.page && samePlace(placeOf(one), placeOf(other));
}
